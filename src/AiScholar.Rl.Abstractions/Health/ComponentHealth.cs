using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>How one component is.</summary>
public sealed record ComponentHealth
{
    /// <summary>The component.</summary>
    public required string Component { get; init; }

    /// <summary>Measured values by name.</summary>
    public IReadOnlyDictionary<string, HealthMetric> Metrics { get; init; } = new Dictionary<string, HealthMetric>();

    /// <summary>What is wrong, in sentences.</summary>
    public IReadOnlyList<string> Issues { get; init; } = [];

    /// <summary>Set by a probe that knows better than its metrics; null to derive the state.</summary>
    public HealthState? ReportedState { get; init; }

    /// <summary>The worst of the reported state and the metrics' states; at least <see cref="HealthState.Degraded"/> when there are issues.</summary>
    [JsonIgnore]
    public HealthState State
    {
        get
        {
            HealthState worst = Issues.Count > 0 ? HealthState.Degraded : HealthState.Healthy;
            worst = ReportedState > worst ? ReportedState.Value : worst;
            foreach (HealthMetric metric in Metrics.Values)
                worst = metric.State > worst ? metric.State : worst;
            return worst;
        }
    }
}
