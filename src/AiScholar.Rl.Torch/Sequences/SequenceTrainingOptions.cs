using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>How a sequence network learns.</summary>
public sealed record SequenceTrainingOptions
{
    /// <summary>The most passes over the sequences, 1 to 100,000; the learning rate falls to zero over their last third.</summary>
    /// <value>The default is 100.</value>
    [Range(1, 100_000)]
    public int Epochs { get; init; } = 100;

    /// <summary>About how many actions a step takes, 1 to 1,048,576: sequences of like length are put together until it is reached.</summary>
    /// <value>The default is 4096.</value>
    [Range(1, 1_048_576)]
    public int BatchSize { get; init; } = 4096;

    /// <summary>Step size of Adam, above 0 to 1.</summary>
    /// <value>The default is 0.001.</value>
    [Range(1e-9, 1)]
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Steps over which the step size rises to <see cref="LearningRate"/>, 0 to 1,000,000.</summary>
    /// <value>The default is 100.</value>
    [Range(0, 1_000_000)]
    public int WarmupSteps { get; init; } = 100;

    /// <summary>Share of the hidden numbers that a training step hides, 0 to 0.9.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0.0, 0.9)]
    public double Dropout { get; init; } = 0.2;

    /// <summary>What is minimised.</summary>
    /// <value>The default is <see cref="SequenceLoss.FullSoftmax"/>.</value>
    [EnumDataType(typeof(SequenceLoss))]
    public SequenceLoss Loss { get; init; } = SequenceLoss.FullSoftmax;

    /// <summary>Drawn negatives of a step, 1 to 100,000, for the two losses that draw.</summary>
    /// <value>The default is 256.</value>
    [Range(1, 100_000)]
    public int Negatives { get; init; } = 256;

    /// <summary>The calibration t of gBCE, 0 (plain binary cross-entropy) to 1 (probabilities not inflated by sampling).</summary>
    /// <value>The default is 0.75.</value>
    [Range(0.0, 1.0)]
    public double Calibration { get; init; } = 0.75;

    /// <summary>Whether embeddings start from how often actions come near each other (<c>PPMI</c>, factorised) and not from random numbers: training is much shorter.</summary>
    /// <value>The default is true.</value>
    public bool WarmStart { get; init; } = true;

    /// <summary>Whether training goes on from the present weights, which must be of the same actions and layout; the optimizer starts anew.</summary>
    /// <value>The default is false.</value>
    public bool Resume { get; init; }

    /// <summary>How much of the moving average of the weights a step keeps, 0 (no average) to 0.9999; the average is what is validated and kept.</summary>
    /// <value>The default is 0.995.</value>
    [Range(0.0, 0.9999)]
    public double AveragingDecay { get; init; } = 0.995;

    /// <summary>How many sequences, drawn at random, keep their last action aside for validation, 0 to 1,000,000; at most half of them do.</summary>
    /// <value>The default is 1000.</value>
    [Range(0, 1_000_000)]
    public int ValidationSequences { get; init; } = 1000;

    /// <summary>How many epochs without a better NDCG@10 on the validation actions end training early, 1 to 100,000. The best epoch's weights are kept.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 100_000)]
    public int Patience { get; init; } = 10;

    /// <summary>Minutes after which training ends, above 0; null for no limit. The learning rate falls to zero over its last third too; with a limit, one seed does not give one result.</summary>
    [Range(1e-3, 1e6)]
    public double? MaxMinutes { get; init; }

    /// <summary>Whether matrix products are in bfloat16 on the CPU; null for where it has instructions for them (AVX-512 BF16). Weights stay in float32.</summary>
    public bool? UseBfloat16 { get; init; }

    /// <summary>A file that gets the weights of every new best epoch; null for none.</summary>
    public string? CheckpointPath { get; init; }

    /// <summary>Seed of initial weights, batches, dropout and negatives; null for <see cref="TorchOptions.Seed"/>. On the CPU one seed gives one result.</summary>
    public long? Seed { get; init; }
}
