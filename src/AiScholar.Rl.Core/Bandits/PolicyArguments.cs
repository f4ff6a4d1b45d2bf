namespace AiScholar.Rl.Core;

/// <summary>What every policy asks of its arguments.</summary>
internal static class PolicyArguments
{
    public static void Check(ReadOnlySpan<PolicyAction> actions, ReadOnlySpan<double> probabilities)
    {
        if (actions.IsEmpty || probabilities.Length != actions.Length)
            throw new ArgumentException($"There are {actions.Length} actions and room for {probabilities.Length} probabilities; both must be the same and at least 1.", nameof(probabilities));
    }

    public static void CheckReward(int actions, int actionIndex, double reward, double propensity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(actionIndex);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(actionIndex, actions);
        if (!double.IsFinite(reward))
            throw new ArgumentOutOfRangeException(nameof(reward), reward, "A reward must be finite.");
        if (!(propensity > 0 && propensity <= 1))
            throw new ArgumentOutOfRangeException(nameof(propensity), propensity, "A propensity is above 0 and at most 1.");
    }

    public static void Check(ReadOnlySpan<PolicyAction> actions)
    {
        foreach (ref readonly PolicyAction action in actions)
        {
            ArgumentException.ThrowIfNullOrEmpty(action.Id);
            if (action.Features.Dimension > 0 && !BanditVector.IsSound(action.Features.Values.Span))
                throw new PersonalizationException(AdvancedRlErrorCode.FeatureInvalid, $"A feature of action '{action.Id}' is too large or not finite; features must be at most {BanditVector.MaxMagnitude:g} in magnitude.");
        }
    }
}
