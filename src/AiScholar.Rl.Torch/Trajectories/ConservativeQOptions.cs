using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>How a policy is learnt from trajectories, and how fitted-Q evaluation judges one.</summary>
public sealed record ConservativeQOptions
{
    /// <summary>Gamma: what a reward one step later is worth, 0 to 1.</summary>
    /// <value>The default is 0.95.</value>
    [Range(0.0, 1.0, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double DiscountFactor { get; init; } = 0.95;

    /// <summary>Alpha: weight of the conservative penalty, 0 to 1000; 0 is plain double Q-learning. Evaluation leaves it out.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0.0, 1000.0, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double ConservativeWeight { get; init; } = 0.5;

    /// <summary>How many steps of Adam, 1 to 100,000,000.</summary>
    /// <value>The default is 3000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Steps { get; init; } = 3000;

    /// <summary>How many transitions a step takes, 1 to 65,536.</summary>
    /// <value>The default is 128.</value>
    [Range(1, 65_536, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int BatchSize { get; init; } = 128;

    /// <summary>Step size of Adam, above 0 to 1.</summary>
    /// <value>The default is 0.002.</value>
    [Range(1e-9, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double LearningRate { get; init; } = 0.002;

    /// <summary>The targets' network takes over the weights after this many steps, 1 to 1,000,000.</summary>
    /// <value>The default is 50.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int TargetUpdateEvery { get; init; } = 50;

    /// <summary>Width of the hidden layers, 1 to 4096.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 4096, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int HiddenWidth { get; init; } = 64;

    /// <summary>How many hidden layers, 1 to 8.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 8, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int HiddenLayers { get; init; } = 2;

    /// <summary>The share of decisions that the learnt policy spreads evenly, 0 to 1; the rest goes to the best action.</summary>
    /// <value>The default is 0.05.</value>
    [Range(0.0, 1.0, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Epsilon { get; init; } = 0.05;

    /// <summary>Seed of weights and batches; null for <see cref="TorchOptions.Seed"/>.</summary>
    public long? Seed { get; init; }
}
