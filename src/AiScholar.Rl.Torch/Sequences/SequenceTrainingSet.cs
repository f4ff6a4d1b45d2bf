namespace AiScholar.Rl.Torch;

/// <summary>What a sequence network learns from.</summary>
public sealed record SequenceTrainingSet
{
    /// <summary>One sequence a person, or a session.</summary>
    public required IReadOnlyList<ActionSequence> Sequences { get; init; }

    /// <summary>Features of actions, such as the genre of an item; what has none is known by its id alone.</summary>
    public IReadOnlyDictionary<ActionType, FeatureSet> ActionFeatures { get; init; } = new Dictionary<ActionType, FeatureSet>();
}
