namespace AiScholar.Rl.Testing;

/// <summary>What a step must be like.</summary>
internal static class StepRules
{
    /// <exception cref="PersonalizationException">The step is unusable; the message names it.</exception>
    public static void Check(EnvironmentStep step, string environment, int index)
    {
        int count = step.Actions.Count;
        string? wrong =
            count == 0 ? "it has no actions"
            : step.ExpectedRewards.Count != count || step.Rewards.Count != count ? $"it has {count} actions, {step.ExpectedRewards.Count} mean rewards and {step.Rewards.Count} rewards"
            : !step.ExpectedRewards.All(double.IsFinite) || !step.Rewards.All(double.IsFinite) ? "a reward is not finite"
            : step.PositionWeights.Count < 1 || step.PositionWeights.Count > count ? $"it has {step.PositionWeights.Count} slots for {count} actions"
            : !step.PositionWeights.All(weight => weight is >= 0 and <= 1) ? "a slot's weight is not from 0 to 1"
            : step.Elapsed < TimeSpan.Zero || step.Arrivals.Any(arrival => arrival.Delay < TimeSpan.Zero) ? "a time is negative"
            : !step.Arrivals.All(arrival => arrival.Share is >= 0 and <= 1) ? "the share of an arrival is not from 0 to 1"
            : step.Actions.Select(action => action.Id).Distinct(StringComparer.Ordinal).Count() != count ? "an action id is given twice"
            : null;
        if (wrong is not null)
            throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, $"Step {index} of environment '{environment}' is unusable: {wrong}.");
    }
}
