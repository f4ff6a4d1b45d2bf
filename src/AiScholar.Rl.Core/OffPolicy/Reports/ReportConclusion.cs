using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>Says what the evaluations of several policies allow to say, and no more.</summary>
internal static class ReportConclusion
{
    public static OfflineEvaluationReport Draw(LoggedDecision[] log, List<PolicyEvaluation> evaluations, OfflineEvaluationOptions options)
    {
        PolicyEvaluation logged = evaluations[0];
        PolicyEvaluation[] others = [.. evaluations.Skip(1).OrderBy(policy => policy.RefusalReason is null ? 0 : policy.Main is null ? 2 : 1).ThenByDescending(policy => policy.Gain)];
        PolicyEvaluation? winner = others.FirstOrDefault(policy => policy.RefusalReason is null && policy.GainLowerBound > 0 && policy.Main!.LowerBound > logged.Main!.LowerBound);
        return new OfflineEvaluationReport
        {
            LoopName = log[0].LoopName,
            EventCount = log.Length,
            RewardedCount = log.Count(decision => decision.Reward is not null),
            From = log.Min(decision => decision.Timestamp),
            Until = log.Max(decision => decision.Timestamp),
            ConfidenceLevel = options.Estimation.ConfidenceLevel,
            Protocol = options.Protocol,
            Policies = [logged, .. others],
            Winner = winner?.Name,
            Conclusion = Text(others, winner, options.Estimation.ConfidenceLevel),
        };
    }

    private static string Text(PolicyEvaluation[] others, PolicyEvaluation? winner, double confidenceLevel)
    {
        if (winner is not null)
        {
            return string.Create(CultureInfo.InvariantCulture,
                $"'{winner.Name}' would have earned {winner.GainLowerBound:G4} to {winner.GainUpperBound:G4} more per decision than the logged policy, at a confidence of {confidenceLevel:P1} over the {others.Length} policies compared.");
        }

        return others.Length == 0 ? "There is no policy to compare with the logged one."
            : others.All(policy => policy.RefusalReason is not null) ? "The log can tell of none of the policies compared: each was refused."
            : string.Create(CultureInfo.InvariantCulture, $"The log does not show that any of the {others.Length} policies compared earns more than the logged one, at a confidence of {confidenceLevel:P1}.");
    }
}
