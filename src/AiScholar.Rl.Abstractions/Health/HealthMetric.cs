using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>A measured value with its limits.</summary>
public sealed record HealthMetric
{
    /// <summary>The value; one that is not finite is written to JSON as a string.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required double Value { get; init; }

    /// <summary>From here on it needs attention; null for no such limit.</summary>
    public double? WarningThreshold { get; init; }

    /// <summary>From here on it does not work; null for no such limit.</summary>
    public double? CriticalThreshold { get; init; }

    /// <summary>Which way it gets worse.</summary>
    public ThresholdDirection Direction { get; init; }

    /// <summary>The unit, such as <c>%</c> or <c>By</c>.</summary>
    public string Unit { get; init; } = "";

    /// <summary>The state that value and thresholds give; a threshold is reached when the value equals it. A value that is no number is unhealthy.</summary>
    [JsonIgnore]
    public HealthState State =>
        double.IsNaN(Value) || Reaches(CriticalThreshold) ? HealthState.Unhealthy
        : Reaches(WarningThreshold) ? HealthState.Degraded
        : HealthState.Healthy;

    private bool Reaches(double? threshold) =>
        threshold is { } limit && (Direction == ThresholdDirection.HigherIsWorse ? Value >= limit : Value <= limit);
}
