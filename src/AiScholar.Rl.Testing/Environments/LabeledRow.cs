namespace AiScholar.Rl.Testing;

/// <summary>A row of a classification set.</summary>
public sealed record LabeledRow
{
    /// <summary>What is known of it.</summary>
    public required FeatureSet Features { get; init; }

    /// <summary>Its right label.</summary>
    public required string Label { get; init; }
}
