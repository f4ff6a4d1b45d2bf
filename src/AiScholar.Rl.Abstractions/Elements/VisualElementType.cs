using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>What kind of visual element: an open set, a value over a lower-case kebab string with well-known members.</summary>
[JsonConverter(typeof(OpenValueJsonConverter<VisualElementType>))]
public readonly record struct VisualElementType : IOpenValue<VisualElementType>
{
    private readonly string? _value;

    /// <summary>A type of the given name; it is trimmed and lower-cased.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public VisualElementType(string value) => _value = OpenValue.Normalize(value);

    /// <summary>A plot of data.</summary>
    public static VisualElementType Chart { get; } = new("chart");

    /// <summary>A drawing of parts and their connections.</summary>
    public static VisualElementType Diagram { get; } = new("diagram");

    /// <summary>A displayed or inline formula.</summary>
    public static VisualElementType Equation { get; } = new("equation");

    /// <summary>A picture of any other kind.</summary>
    public static VisualElementType Figure { get; } = new("figure");

    /// <summary>A table.</summary>
    public static VisualElementType Table { get; } = new("table");

    /// <summary>A diagram of steps and decisions.</summary>
    public static VisualElementType Flowchart { get; } = new("flowchart");

    /// <summary>Nothing more is known.</summary>
    public static VisualElementType Unknown { get; } = new("unknown");

    /// <summary>The name; <c>unknown</c> for the default value.</summary>
    public string Value => _value ?? "unknown";

    /// <inheritdoc/>
    public static VisualElementType Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(VisualElementType other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
