using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>How a fusion model learns from pairs.</summary>
public sealed record FusionTrainingOptions
{
    /// <summary>The most passes over the pairs, 1 to 100,000.</summary>
    /// <value>The default is 100.</value>
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 100;

    /// <summary>How many pairs a step takes, 2 to 65,536; each pair's negatives are the others of its batch.</summary>
    /// <value>The default is 64.</value>
    [Range(2, 65_536)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Step size of Adam, above 0 to 1.</summary>
    /// <value>The default is 0.001.</value>
    [Range(1e-9, 1)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>What similarities are divided by before the softmax, 0.001 to 10: the smaller, the more the nearest negatives count.</summary>
    /// <value>The default is 0.1.</value>
    [Range(1e-3, 10)]
    public double Temperature { get; init; } = 0.1;

    /// <summary>L2 penalty of Adam, 0 to 1.</summary>
    /// <value>The default is 0.00001.</value>
    [Range(0.0, 1.0)]
    public double WeightDecay { get; init; } = 1e-5;

    /// <summary>How likely a step hides one of a sample's two parts, 0 to 1, so that documents without the one or the other stay comparable.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0.0, 1.0)]
    public double ModalityDropout { get; init; } = 0.1;

    /// <summary>Share of the pairs kept aside to decide when to stop, 0 to 0.5; below two pairs the training loss decides.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0.0, 0.5)]
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>How many epochs without a lower loss end training early, 1 to 100,000. The best epoch's weights are kept.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 100_000)]
    public int Patience { get; init; } = 10;

    /// <summary>Seed of splits, batches and dropout; null for <see cref="TorchOptions.Seed"/>. On the CPU one seed gives one result.</summary>
    public long? Seed { get; init; }
}
