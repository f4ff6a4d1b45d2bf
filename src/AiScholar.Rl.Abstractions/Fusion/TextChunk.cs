namespace AiScholar.Rl;

/// <summary>A passage of a document.</summary>
public sealed record TextChunk
{
    /// <summary>Its text.</summary>
    public required string Text { get; init; }

    /// <summary>The page it starts on, from 1.</summary>
    public int PageNumber { get; init; }

    /// <summary>Where it starts in the document's text.</summary>
    public int Offset { get; init; }

    /// <summary>Its vector, of the same width as the document's.</summary>
    public ReadOnlyMemory<float> Embedding { get; init; }
}
