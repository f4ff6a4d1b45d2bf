namespace AiScholar.Rl;

/// <summary>What one feature does to the probability of an action.</summary>
public sealed record FeatureEffect
{
    /// <summary>The feature's namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The feature's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is a feature of the context or of the explained action.</summary>
    public required bool IsContext { get; init; }

    /// <summary>The action's probability less what it would be without the feature, -1 to 1.</summary>
    public required double Effect { get; init; }
}
