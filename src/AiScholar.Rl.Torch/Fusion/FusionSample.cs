namespace AiScholar.Rl.Torch;

/// <summary>What one document, or one view of it, gives to fusion: a text vector, a visual vector, or both.</summary>
public sealed record FusionSample
{
    /// <summary>The text vector, of finite numbers; empty when there is no text.</summary>
    public ReadOnlyMemory<float> Text { get; init; }

    /// <summary>The visual vector, of finite numbers; empty when there are no elements.</summary>
    public ReadOnlyMemory<float> Visual { get; init; }

    /// <summary>The sample that an integrator would make of these features: the text's embedding and the global visual features.</summary>
    public static FusionSample From(TextFeatures textFeatures, VisualFeatures visualFeatures)
    {
        ArgumentNullException.ThrowIfNull(textFeatures);
        ArgumentNullException.ThrowIfNull(visualFeatures);
        return new FusionSample { Text = textFeatures.Embedding, Visual = visualFeatures.GlobalFeatures };
    }
}
