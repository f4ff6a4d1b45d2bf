using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>What a logged decision and a target's distribution must be to be evaluated.</summary>
internal static class LoggedDecisionRules
{
    public static void Check(LoggedDecision decision)
    {
        int actions = decision.Actions.Count;
        bool valid = actions > 0 && decision.Propensities.Count == actions && decision.ChosenIndex >= 0 && decision.ChosenIndex < actions
            && decision.Propensities.All(propensity => propensity is >= 0 and <= 1) && decision.Propensities[decision.ChosenIndex] > 0
            && double.IsFinite(decision.Reward ?? 0);
        if (!valid)
        {
            throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid,
                $"Event '{decision.EventId}' cannot be evaluated: it needs a propensity from 0 to 1 for each of its {actions} actions, above 0 for the chosen one, and a finite reward.");
        }
    }

    public static void CheckTarget(LoggedDecision decision, ReadOnlySpan<double> distribution)
    {
        double sum = 0;
        foreach (double probability in distribution)
            sum += probability >= 0 ? probability : double.NaN;
        if (!(Math.Abs(sum - 1) <= 1e-6))
            throw new PersonalizationException(AdvancedRlErrorCode.PolicyInvalid, $"The target policy's probabilities for event '{decision.EventId}' are no distribution: they must not be negative and must sum to 1.");
    }

    public static double CheckReward(LoggedDecision decision, double reward, OffPolicyOptions options) =>
        reward >= (options.RewardMinimum ?? double.MinValue) && reward <= (options.RewardMaximum ?? double.MaxValue)
            ? reward
            : throw new PersonalizationException(AdvancedRlErrorCode.DecisionInvalid, string.Create(CultureInfo.InvariantCulture,
                $"Event '{decision.EventId}' earned {reward}, outside of {nameof(OffPolicyOptions.RewardMinimum)} {options.RewardMinimum} to {nameof(OffPolicyOptions.RewardMaximum)} {options.RewardMaximum}: intervals that rest on the range would be wrong. Widen it."));
}
