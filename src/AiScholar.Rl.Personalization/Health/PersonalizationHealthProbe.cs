namespace AiScholar.Rl.Personalization;

/// <summary>Shows what the loops did, and degrades while a guardrail holds a policy back. Changed features are counted, not held against the loop.</summary>
internal sealed class PersonalizationHealthProbe(PersonalizationServices services) : IHealthProbe
{
    public string Component => "personalization";

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        long decisions = 0, rewarded = 0, open = 0, drifts = 0;
        var issues = new List<string>();
        foreach (string name in services.LoopNames)
        {
            cancellationToken.ThrowIfCancellationRequested();
            LoopStatistics statistics = services.GetLoop(name).GetStatistics();
            decisions += statistics.Decisions;
            rewarded += statistics.RewardedEvents;
            open += statistics.OpenWindows;
            drifts += statistics.FeatureDrifts.Count;
            if (statistics.Guardrail?.State == GuardrailState.FallenBack)
                issues.Add($"Loop '{name}' has fallen back to its baseline: policy '{statistics.PolicyName}' earned less.");
        }

        return ValueTask.FromResult(new ComponentHealth
        {
            Component = Component,
            Metrics = new Dictionary<string, HealthMetric>
            {
                ["decisions"] = new() { Value = decisions },
                ["rewarded_events"] = new() { Value = rewarded },
                ["open_windows"] = new() { Value = open },
                ["feature_drifts"] = new() { Value = drifts },
            },
            Issues = issues,
        });
    }
}
