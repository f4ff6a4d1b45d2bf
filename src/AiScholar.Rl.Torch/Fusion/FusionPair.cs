namespace AiScholar.Rl.Torch;

/// <summary>
/// Two samples whose embeddings should be near: two papers of one topic, two views of one paper, or a paper's text alone and its elements alone.
/// </summary>
public sealed record FusionPair
{
    /// <summary>One of the two.</summary>
    public required FusionSample Anchor { get; init; }

    /// <summary>The other.</summary>
    public required FusionSample Positive { get; init; }
}
