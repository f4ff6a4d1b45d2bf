namespace AiScholar.Rl.Torch;

/// <summary>What one person did, to learn from.</summary>
public sealed record ActionSequence
{
    /// <summary>The actions, oldest first.</summary>
    public required IReadOnlyList<UserAction> Actions { get; init; }

    /// <summary>What is known of the person; at prediction the same features are taken from <see cref="UserContext.Features"/>.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.Empty;
}
