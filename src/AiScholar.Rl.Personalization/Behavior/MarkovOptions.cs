namespace AiScholar.Rl.Personalization;

internal sealed record MarkovOptions
{
    public int Order { get; init; } = 3;

    public int Window { get; init; } = 10;

    public double WindowDecay { get; init; } = 0.8;

    public double HistoryDecay { get; init; } = 0.7;

    public int MaxActions { get; init; } = 100_000;

    public int MaxContexts { get; init; } = 200_000;

    public int MaxTenants { get; init; } = 1000;

    public static MarkovOptions From(ExtensionContext extension)
    {
        var defaults = new MarkovOptions();
        return new MarkovOptions
        {
            Order = Within(extension, nameof(Order), defaults.Order, 1, 3),
            Window = Within(extension, nameof(Window), defaults.Window, 1, 100),
            WindowDecay = Within(extension, nameof(WindowDecay), defaults.WindowDecay, 0.01, 1),
            HistoryDecay = Within(extension, nameof(HistoryDecay), defaults.HistoryDecay, 0.01, 1),
            MaxActions = Within(extension, nameof(MaxActions), defaults.MaxActions, 2, 10_000_000),
            MaxContexts = Within(extension, nameof(MaxContexts), defaults.MaxContexts, 100, 100_000_000),
            MaxTenants = Within(extension, nameof(MaxTenants), defaults.MaxTenants, 1, 1_000_000),
        };
    }

    private static T Within<T>(ExtensionContext extension, string name, T defaultValue, T minimum, T maximum)
        where T : IParsable<T>, IComparable<T>
    {
        T value = extension.GetParameter(name, defaultValue);
        return value.CompareTo(minimum) >= 0 && value.CompareTo(maximum) <= 0
            ? value
            : throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, $"{extension.Descriptor.OptionsName}:Parameters:{name} is {value}; it must be from {minimum} to {maximum}.");
    }
}
