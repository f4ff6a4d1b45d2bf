using System.Text.Json;

namespace AiScholar.Rl;

/// <summary>Content of a kind that is not registered here: its JSON is kept whole and written back unchanged.</summary>
public sealed record UnknownContent : ElementContent
{
    /// <summary>The kind as written; empty when the JSON names none.</summary>
    public required string Kind { get; init; }

    /// <summary>The whole JSON object, <c>kind</c> included.</summary>
    public required JsonElement Json { get; init; }
}
