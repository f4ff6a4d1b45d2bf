namespace AiScholar.Rl;

/// <summary>What is known of a document's text.</summary>
public sealed record TextFeatures
{
    /// <summary>One vector for the whole text; empty when there is no text.</summary>
    public required ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>Passages with a vector each.</summary>
    public IReadOnlyList<TextChunk> Chunks { get; init; } = [];

    /// <summary>The embedder's name.</summary>
    public string Embedder { get; init; } = "";

    /// <summary>The most telling terms, best first.</summary>
    public IReadOnlyList<string> Keywords { get; init; } = [];

    /// <summary>Number of words.</summary>
    public int WordCount { get; init; }
}
