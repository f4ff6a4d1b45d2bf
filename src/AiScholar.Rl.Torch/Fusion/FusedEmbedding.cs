namespace AiScholar.Rl.Torch;

/// <summary>A fused vector, and what it is made of.</summary>
public sealed record FusedEmbedding
{
    /// <summary>The vector: as many numbers as the model's dimension, each from -1 to 1; all 0 when both parts are missing.</summary>
    public required ReadOnlyMemory<float> Vector { get; init; }

    /// <summary>The text's share, 0 to 1: the mean of the gate over the dimensions; 1 when only text is there, 0 when only elements are.</summary>
    public required double TextShare { get; init; }

    /// <summary>Whether the model was trained (or loaded as trained) for vectors of these widths; else its weights are a seeded random projection.</summary>
    public required bool IsTrained { get; init; }
}
