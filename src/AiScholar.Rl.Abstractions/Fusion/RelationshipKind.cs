using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>What kind of tie between text and elements: an open set.</summary>
[JsonConverter(typeof(OpenValueJsonConverter<RelationshipKind>))]
public readonly record struct RelationshipKind : IOpenValue<RelationshipKind>
{
    private readonly string? _value;

    /// <summary>A kind of the given name; it is trimmed and lower-cased.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public RelationshipKind(string value) => _value = OpenValue.Normalize(value);

    /// <summary>The text is the element's caption.</summary>
    public static RelationshipKind Caption { get; } = new("caption");

    /// <summary>The text refers to the element, as in "see Fig. 3".</summary>
    public static RelationshipKind Reference { get; } = new("reference");

    /// <summary>The element goes on from another page.</summary>
    public static RelationshipKind Continuation { get; } = new("continuation");

    /// <summary>Both stand on the same page.</summary>
    public static RelationshipKind SamePage { get; } = new("same-page");

    /// <summary>Their content is alike.</summary>
    public static RelationshipKind Similarity { get; } = new("similarity");

    /// <summary>The name; <c>unknown</c> for the default value.</summary>
    public string Value => _value ?? "unknown";

    /// <inheritdoc/>
    public static RelationshipKind Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(RelationshipKind other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
