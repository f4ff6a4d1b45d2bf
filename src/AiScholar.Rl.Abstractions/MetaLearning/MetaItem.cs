namespace AiScholar.Rl;

/// <summary>What a meta-learner is asked about: an item, a question, an action in a context.</summary>
public sealed record MetaItem
{
    /// <summary>Stable id; learners of items know those they were trained on by it. Empty when only the features matter.</summary>
    public string Id { get; init; } = "";

    /// <summary>Finite numbers of one width for learners that read features, such as networks; empty for learners of items.</summary>
    public ReadOnlyMemory<float> Features { get; init; }
}
