using AiScholar.Rl.Core;

namespace AiScholar.Rl.Snippets;

internal static class OffPolicySnippets
{
    public static async Task Evaluate(IExperienceStore store)
    {
        // snippet-start: off-policy-evaluate
        List<LoggedDecision> log = [];
        await foreach (LoggedDecision decision in store.ReadAsync(new ExperienceQuery { LoopName = PersonalizationLoop.DefaultName }))
            log.Add(decision);

        foreach (OffPolicyEstimate estimate in OffPolicyEvaluator.Evaluate(log, TargetPolicies.Always("survey")))
            Console.WriteLine(estimate.IsReliable
                ? $"{estimate.Estimator}: {estimate.Value:F3} [{estimate.LowerBound:F3}, {estimate.UpperBound:F3}]"
                : $"{estimate.Estimator}: cannot tell. {estimate.RefusalReason}");
        // snippet-end
    }
}
