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

    public static void Options(IReadOnlyList<LoggedDecision> log, TargetPolicy target)
    {
        // snippet-start: off-policy-options
        var options = new OffPolicyOptions
        {
            Estimators = [OffPolicyEstimators.Snips, OffPolicyEstimators.DoublyRobust],
            Interval = OffPolicyInterval.EmpiricalBernstein,
            RewardMinimum = 0,
            RewardMaximum = 1,
        };
        IReadOnlyList<OffPolicyEstimate> estimates = OffPolicyEvaluator.Evaluate(log, target, options);
        OffPolicyDiagnostics diagnostics = OffPolicyEvaluator.Diagnose(log, target, options);
        foreach (OverlapGap gap in diagnostics.OverlapGaps)
            Console.WriteLine($"The log (nearly) never had '{gap.ActionId}', which is {gap.TargetShare:P1} of the target's choices.");
        // snippet-end
        Console.WriteLine(estimates.Count);
    }

    public static void Slates(IReadOnlyList<LoggedDecision> log, TargetPolicy target)
    {
        // snippet-start: off-policy-slates
        IReadOnlyList<OffPolicyEstimate> estimates = SlateEvaluator.Evaluate(log, SlateTargetPolicy.Of(target));
        // snippet-end
        Console.WriteLine(estimates.Count);
    }

    public static async Task Search(IExperienceStore store)
    {
        // snippet-start: off-policy-search
        OfflineEvaluationReport report = await OfflineEvaluator.EvaluateAsync(
            store,
            new ExperienceQuery { LoopName = PersonalizationLoop.DefaultName },
            [
                PolicyCandidate.Learning("portfolio", () => DecisionPolicies.Portfolio()),
                PolicyCandidate.Learning("lin-ucb", () => DecisionPolicies.LinUcb(new LinUcbOptions { Alpha = 1 })),
                PolicyCandidate.Learning("square-cb", () => DecisionPolicies.SquareCb()),
                PolicyCandidate.Fixed("even", TargetPolicies.Uniform),
            ]);
        Console.WriteLine(report.Conclusion);
        await report.SaveAsync("evaluation");
        // snippet-end
    }
}
