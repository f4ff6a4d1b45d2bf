namespace AiScholar.Rl.Personalization;

/// <summary>Reads a predictor's free-form parameters.</summary>
internal static class BehaviorParameters
{
    /// <exception cref="AdvancedRlException">The value is out of its range; code <see cref="AdvancedRlErrorCode.InvalidConfiguration"/>.</exception>
    public static T Within<T>(ExtensionContext extension, string name, T defaultValue, T minimum, T maximum)
        where T : IParsable<T>, IComparable<T>
    {
        T value = extension.GetParameter(name, defaultValue);
        return value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0
            ? value
            : throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"{extension.Descriptor.OptionsName}:Parameters:{name} is {value}; it must be from {minimum} to {maximum}.");
    }
}
