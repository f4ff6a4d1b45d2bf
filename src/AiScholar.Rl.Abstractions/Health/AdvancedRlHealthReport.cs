using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>How every component is.</summary>
public sealed record AdvancedRlHealthReport
{
    /// <summary>The components by name.</summary>
    public required IReadOnlyList<ComponentHealth> Components { get; init; }

    /// <summary>When it was taken.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The worst component's state.</summary>
    [JsonIgnore]
    public HealthState State => Components.Count == 0 ? HealthState.Healthy : Components.Max(component => component.State);
}
