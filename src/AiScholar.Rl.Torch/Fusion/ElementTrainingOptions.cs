using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>How element fusion learns from views.</summary>
public sealed record ElementTrainingOptions
{
    /// <summary>The most passes over the views, 1 to 100,000.</summary>
    /// <value>The default is 30.</value>
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 30;

    /// <summary>How many captions and elements a step takes, 2 to 4096; each pair's negatives are the others of its batch.</summary>
    /// <value>The default is 64.</value>
    [Range(2, 4096)]
    public int BatchSize { get; init; } = 64;

    /// <summary>Step size of Adam, above 0 to 1.</summary>
    /// <value>The default is 0.001.</value>
    [Range(1e-9, 1)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>What similarities are divided by before the softmax, 0.001 to 10: the smaller, the more the nearest negatives count.</summary>
    /// <value>The default is 0.07.</value>
    [Range(1e-3, 10)]
    public double Temperature { get; init; } = 0.07;

    /// <summary>Decoupled weight decay, 0 to 10.</summary>
    /// <value>The default is 0.01.</value>
    [Range(0.0, 10.0)]
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>
    /// How much of the average of the weights is kept at each step, 0 to 0.9999; what is judged and kept is the average, which Polyak and Juditsky 1992 show to be better than the last
    /// weights. 0 keeps the last ones. Early steps forget faster.
    /// </summary>
    /// <value>The default is 0.95.</value>
    [Range(0.0, 0.9999)]
    public double AveragingDecay { get; init; } = 0.95;

    /// <summary>How likely a step hides each of an element's sources (paragraphs, words, picture), 0 to 0.9; never the last one. So an element that lacks a source still works.</summary>
    /// <value>The default is 0.25.</value>
    [Range(0.0, 0.9)]
    public double ModalityDropout { get; init; } = 0.25;

    /// <summary>Share of the views kept aside to decide when to stop, 0 to 0.5; below four the training loss decides.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0.0, 0.5)]
    public double ValidationFraction { get; init; } = 0.1;

    /// <summary>How many epochs without a lower loss end training early, 1 to 100,000. The best epoch's weights are kept.</summary>
    /// <value>The default is 8.</value>
    [Range(1, 100_000)]
    public int Patience { get; init; } = 8;

    /// <summary>Whether the rarity of terms is counted in the training views as well; only with hashed terms.</summary>
    /// <value>The default is true.</value>
    public bool CountTerms { get; init; } = true;

    /// <summary>A file that holds the state of training after each epoch. If it exists, training goes on from there; it is deleted at the end. Null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Seed of splits, batches and dropout; null for <see cref="TorchOptions.Seed"/>. On the CPU one seed gives one result, interrupted or not.</summary>
    public long? Seed { get; init; }
}
