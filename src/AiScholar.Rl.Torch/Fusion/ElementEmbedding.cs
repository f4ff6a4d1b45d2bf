namespace AiScholar.Rl.Torch;

/// <summary>An element's fused vector, and what it is made of.</summary>
public sealed record ElementEmbedding
{
    /// <summary>The vector; all 0 when the view is empty. Its inner product with a query's vector says how well they fit; its length says how much there is to go by.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>The share of the paragraphs in the part that is matched by terms, 0 to 1.</summary>
    public required double TextShare { get; init; }

    /// <summary>The share of the words inside the element in that part, 0 to 1.</summary>
    public required double InnerTextShare { get; init; }

    /// <summary>Whether the network was trained, or loaded as trained.</summary>
    public required bool IsTrained { get; init; }
}
