using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Torch;

/// <summary>Settings of the networks that are meta-learnt; bound from <c>MetaLearning</c>.</summary>
public sealed class MetaNetworkOptions
{
    /// <summary>Width of the hidden layers, 1 to 4096.</summary>
    /// <value>The default is 40.</value>
    [Range(1, 4096, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int HiddenWidth { get; set; } = 40;

    /// <summary>How many hidden layers, 1 to 8.</summary>
    /// <value>The default is 2.</value>
    [Range(1, 8, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int HiddenLayers { get; set; } = 2;

    /// <summary>Width of the learnt vectors of items with ids, 0 to 1024; 0 leaves ids out.</summary>
    /// <value>The default is 16.</value>
    [Range(0, 1024, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int ItemWidth { get; set; } = 16;

    /// <summary>How many meta-steps, 1 to 10,000,000.</summary>
    /// <value>The default is 2000.</value>
    [Range(1, 10_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MetaSteps { get; set; } = 2000;

    /// <summary>How many tasks a meta-step draws, 1 to 4096.</summary>
    /// <value>The default is 4.</value>
    [Range(1, 4096, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int TasksPerStep { get; set; } = 4;

    /// <summary>How many gradient steps adapt the network to a support, 1 to 1000.</summary>
    /// <value>The default is 5.</value>
    [Range(1, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int InnerSteps { get; set; } = 5;

    /// <summary>Step size of adapting, above 0 to 10.</summary>
    /// <value>The default is 0.02.</value>
    [Range(1e-9, 10, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double InnerLearningRate { get; set; } = 0.02;

    /// <summary>Step size of Adam in meta-learning, above 0 to 1.</summary>
    /// <value>The default is 0.002.</value>
    [Range(1e-9, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double OuterLearningRate { get; set; } = 0.002;

    /// <summary>The largest support that meta-training adapts to, 1 to 10,000; each draw is from 0 to this.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 10_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumSupport { get; set; } = 10;

    /// <summary>How many queries of a task a meta-step takes, 1 to 10,000.</summary>
    /// <value>The default is 20.</value>
    [Range(1, 10_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Queries { get; set; } = 20;

    /// <summary>Share of the tasks kept aside to tell the error on new ones, 0 to 0.5.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0.0, 0.5, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double ValidationFraction { get; set; } = 0.1;

    /// <summary>Seed of weights and draws; none: <c>Torch:Seed</c>.</summary>
    public long? Seed { get; set; }

    /// <summary>The widest features taken, 1 to 1,048,576.</summary>
    /// <value>The default is 4096.</value>
    [Range(1, 1 << 20, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumInputWidth { get; set; } = 4096;

    /// <summary>Most examples of a training, 1 to 100,000,000.</summary>
    /// <value>The default is 20,000,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumExamples { get; set; } = 20_000_000;
}
