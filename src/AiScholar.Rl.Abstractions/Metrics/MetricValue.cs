using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>A measurement.</summary>
public sealed record MetricValue
{
    /// <summary>Its name, component first: <c>aischolar.rl.decisions.count</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its value; one that is not finite is written to JSON as a string.</summary>
    [JsonNumberHandling(JsonNumberHandling.AllowNamedFloatingPointLiterals)]
    public required double Value { get; init; }

    /// <summary>What kind of measurement.</summary>
    public required MetricType MetricType { get; init; }

    /// <summary>When it was taken.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The unit in UCUM notation, such as <c>s</c>, <c>By</c>, <c>{decision}</c>, <c>1</c>; empty when it has none.</summary>
    public string Unit { get; init; } = "";
}
