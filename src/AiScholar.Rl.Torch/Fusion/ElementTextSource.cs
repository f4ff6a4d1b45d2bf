namespace AiScholar.Rl.Torch;

/// <summary>Where element fusion takes its text vectors from.</summary>
public enum ElementTextSource
{
    /// <summary>Hashed words, word stems and pairs of words, weighed by how rare they are in what was learnt from. Needs no model.</summary>
    HashedTerms = 0,

    /// <summary>The registered <see cref="ITextEmbedder"/>, such as the one of <c>UseEmbeddings</c>.</summary>
    Embedder = 1,
}
