using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>What can be adapted to a person: an open set.</summary>
[JsonConverter(typeof(OpenValueJsonConverter<AdaptationKind>))]
public readonly record struct AdaptationKind : IOpenValue<AdaptationKind>
{
    private readonly string? _value;

    /// <summary>A kind of the given name; it is trimmed and lower-cased.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public AdaptationKind(string value) => _value = OpenValue.Normalize(value);

    /// <summary>How demanding the content is.</summary>
    public static AdaptationKind ContentComplexity { get; } = new("content-complexity");

    /// <summary>What recommendations are made of.</summary>
    public static AdaptationKind RecommendationMix { get; } = new("recommendation-mix");

    /// <summary>How the screen is laid out.</summary>
    public static AdaptationKind Layout { get; } = new("layout");

    /// <summary>When notifications come.</summary>
    public static AdaptationKind NotificationTiming { get; } = new("notification-timing");

    /// <summary>The name; <c>unknown</c> for the default value.</summary>
    public string Value => _value ?? "unknown";

    /// <inheritdoc/>
    public static AdaptationKind Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(AdaptationKind other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
