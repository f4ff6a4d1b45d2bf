using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>What kind of pattern of work: an open set.</summary>
[JsonConverter(typeof(OpenValueJsonConverter<PatternKind>))]
public readonly record struct PatternKind : IOpenValue<PatternKind>
{
    private readonly string? _value;

    /// <summary>A kind of the given name; it is trimmed and lower-cased.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public PatternKind(string value) => _value = OpenValue.Normalize(value);

    /// <summary>Steps that follow one another.</summary>
    public static PatternKind Sequence { get; } = new("sequence");

    /// <summary>What follows when something has happened: two steps, whose activities may come in any order.</summary>
    public static PatternKind Rule { get; } = new("rule");

    /// <summary>How team size matters.</summary>
    public static PatternKind TeamSize { get; } = new("team-size");

    /// <summary>How people talk.</summary>
    public static PatternKind Communication { get; } = new("communication");

    /// <summary>How tasks are shared out.</summary>
    public static PatternKind TaskDistribution { get; } = new("task-distribution");

    /// <summary>The name; <c>unknown</c> for the default value.</summary>
    public string Value => _value ?? "unknown";

    /// <inheritdoc/>
    public static PatternKind Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(PatternKind other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
