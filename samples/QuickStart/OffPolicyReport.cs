using AiScholar.Rl;
using AiScholar.Rl.Core;

namespace QuickStart;

/// <summary>What three policies would have earned, estimated from the loop's own log, beside what they truly earn.</summary>
internal sealed class OffPolicyReport
{
    private readonly List<(string Policy, double Truth, IReadOnlyList<OffPolicyEstimate> Estimates)> _rows = [];

    /// <summary>The estimates by policy.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<OffPolicyEstimate>> Estimates => _rows.ToDictionary(row => row.Policy, row => row.Estimates);

    public static async Task<OffPolicyReport> CreateAsync(IExperienceStore experience, string loopName, double earned)
    {
        List<LoggedDecision> log = [];
        await foreach (LoggedDecision decision in experience.ReadAsync(new ExperienceQuery { LoopName = loopName }))
            log.Add(decision);

        var report = new OffPolicyReport();
        report.Add("at random", SimulatedResearcher.RandomReward, log, TargetPolicies.Uniform);
        report.Add($"always '{SimulatedResearcher.BestFixedOffer}'", SimulatedResearcher.BestFixedReward, log, TargetPolicies.Always(SimulatedResearcher.BestFixedOffer));
        report.Add("the loop", earned, log, TargetPolicies.Logged);
        return report;
    }

    public void Print()
    {
        Screen.Line("");
        Screen.Line("What each policy earns per decision, as estimated from the loop's log (95% intervals):");
        Screen.Table(
            ["Policy", "Truth", "IPS", "SNIPS", "DR", "Worth of the log"],
            _rows.Select(row => (string[])
            [
                row.Policy,
                $"{row.Truth:0.000}",
                .. row.Estimates.Select(estimate => $"{estimate.Value:0.000} [{estimate.LowerBound:0.000}, {estimate.UpperBound:0.000}]"),
                row.Estimates[0].RefusalReason ?? $"{row.Estimates[0].EffectiveSampleSize:0} of {row.Estimates[0].SampleCount} decisions",
            ]));
    }

    private void Add(string policy, double truth, IReadOnlyList<LoggedDecision> log, TargetPolicy target) =>
        _rows.Add((policy, truth, OffPolicyEvaluator.Evaluate(log, target, new OffPolicyOptions { Estimators = [OffPolicyEstimators.Ips, OffPolicyEstimators.Snips, OffPolicyEstimators.DoublyRobust] })));
}
