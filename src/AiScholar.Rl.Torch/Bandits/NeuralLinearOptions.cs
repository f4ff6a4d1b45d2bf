using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>Settings of the neural-linear policy; bound from the policy's <c>Parameters</c>. The defaults suit rewards of about 0 to 1.</summary>
public sealed class NeuralLinearOptions
{
    /// <summary>How it explores.</summary>
    /// <value>The default is <see cref="NeuralLinearExploration.ThompsonSampling"/>.</value>
    [EnumDataType(typeof(NeuralLinearExploration), ErrorMessage = "{0} must be ThompsonSampling or UpperConfidence.")]
    public NeuralLinearExploration Exploration { get; set; }

    /// <summary>Width of the hidden layers, and so of the features that rewards are regressed on, 1 to 1024.</summary>
    /// <value>The default is 32.</value>
    [Range(1, 1024, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int HiddenWidth { get; set; } = 32;

    /// <summary>How many hidden layers, 1 to 8.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 8, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int HiddenLayers { get; set; } = 2;

    /// <summary>The network is trained after this many rewards, 1 to 10,000,000.</summary>
    /// <value>The default is 200.</value>
    [Range(1, 10_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int TrainEvery { get; set; } = 200;

    /// <summary>How many steps a training takes, 1 to 1,000,000.</summary>
    /// <value>The default is 200.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int TrainingSteps { get; set; } = 200;

    /// <summary>How many replayed rewards a step takes, 1 to 65,536.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 65_536, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int BatchSize { get; set; } = 64;

    /// <summary>Step size of Adam, above 0 to 1.</summary>
    /// <value>The default is 0.005.</value>
    [Range(1e-9, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double LearningRate { get; set; } = 0.005;

    /// <summary>How many rewards are kept for replay, 1 to 100,000,000; the oldest are dropped.</summary>
    /// <value>The default is 20,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int ReplayCapacity { get; set; } = 20_000;

    /// <summary>Whether training runs beside deciding, on a thread of the pool; otherwise <see cref="IDecisionPolicy.Learn"/> waits for it and a seed makes runs repeatable.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool TrainInBackground { get; set; }

    /// <summary>The ridge of the regressions on the last layer, above 0 to 1,000,000.</summary>
    /// <value>The default is 1.</value>
    [Range(1e-6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Ridge { get; set; } = 1;

    /// <summary>Deviation of sampled weights, or weight of the confidence width, in units of reward, 0 to 1000; 0 is greedy.</summary>
    /// <value>The default is 0.3.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Alpha { get; set; } = 0.3;

    /// <summary>At how many quantiles of each action's posterior Thompson sampling's propensities are worked out, 4 to 1000.</summary>
    /// <value>The default is 32.</value>
    [Range(4, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int PosteriorQuantiles { get; set; } = 32;

    /// <summary>The share of decisions spread evenly over all actions, 0 to 1.</summary>
    /// <value>The default is 0.01.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Epsilon { get; set; } = 0.01;

    /// <summary>Widest context taken, 1 to 65,536.</summary>
    /// <value>The default is 1024.</value>
    [Range(1, 65_536, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxFeatures { get; set; } = 1024;

    /// <summary>How many actions have a model of their own, 1 to 100,000; further ones keep the prior.</summary>
    /// <value>The default is 1000.</value>
    [Range(1, 100_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxActions { get; set; } = 1000;

    /// <summary>Seed of weights and batches; none: <c>Torch:Seed</c>.</summary>
    public long? Seed { get; set; }
}
