namespace AiScholar.Rl;

/// <summary>A feature that is not what it was.</summary>
public sealed record FeatureDrift
{
    /// <summary>The feature's namespace.</summary>
    public string Namespace { get; init; } = "";

    /// <summary>The feature's name.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is a feature of the context or of actions.</summary>
    public required bool IsContext { get; init; }

    /// <summary>What changed.</summary>
    public required FeatureDriftKind Kind { get; init; }

    /// <summary>What was seen, in a sentence.</summary>
    public required string Message { get; init; }
}
