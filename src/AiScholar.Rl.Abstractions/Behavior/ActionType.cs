using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>What kind of action a person takes: an open set. Names keep their case, since hosts use ids of their own.</summary>
[JsonConverter(typeof(OpenValueJsonConverter<ActionType>))]
public readonly record struct ActionType : IOpenValue<ActionType>
{
    private readonly string? _value;

    /// <summary>A kind of the given name; it is trimmed.</summary>
    /// <exception cref="ArgumentException">The name is empty or white space.</exception>
    public ActionType(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        _value = value.Trim();
    }

    /// <summary>Searches.</summary>
    public static ActionType Search { get; } = new("search");

    /// <summary>Opens a document.</summary>
    public static ActionType Open { get; } = new("open");

    /// <summary>Reads.</summary>
    public static ActionType Read { get; } = new("read");

    /// <summary>Annotates or takes a note.</summary>
    public static ActionType Annotate { get; } = new("annotate");

    /// <summary>Saves or bookmarks.</summary>
    public static ActionType Save { get; } = new("save");

    /// <summary>Cites.</summary>
    public static ActionType Cite { get; } = new("cite");

    /// <summary>Shares.</summary>
    public static ActionType Share { get; } = new("share");

    /// <summary>Writes.</summary>
    public static ActionType Write { get; } = new("write");

    /// <summary>Exports.</summary>
    public static ActionType Export { get; } = new("export");

    /// <summary>The name; <c>unknown</c> for the default value.</summary>
    public string Value => _value ?? "unknown";

    /// <inheritdoc/>
    public static ActionType Create(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(ActionType other) => string.Equals(Value, other.Value, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => Value.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
