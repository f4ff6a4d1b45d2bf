using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of the online forest; bound from the policy's <c>Parameters</c>. The defaults suit rewards of about 0 to 1.</summary>
public sealed class TreesOptions
{
    /// <summary>How many trees an action has, 1 to 256.</summary>
    /// <value>The default is 10.</value>
    [Range(1, 256, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Trees { get; set; } = 10;

    /// <summary>How many leaves a tree may grow, 1 to 512.</summary>
    /// <value>The default is 64.</value>
    [Range(1, 512, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxLeaves { get; set; } = 64;

    /// <summary>How many random splits a leaf considers at a time, 1 to 1024.</summary>
    /// <value>The default is 16.</value>
    [Range(1, 1024, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int SplitsPerLeaf { get; set; } = 16;

    /// <summary>How likely a split by chance alone may be, above 0 to 1.</summary>
    /// <value>The default is 0.01.</value>
    [Range(1e-12, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double SplitDelta { get; set; } = 0.01;

    /// <summary>Whether it takes the highest upper bound or weighs by inverse gaps.</summary>
    /// <value>The default is <see cref="ExplorationRule.Optimistic"/>.</value>
    [EnumDataType(typeof(ExplorationRule), ErrorMessage = "{0} must be Optimistic or InverseGap.")]
    public ExplorationRule Exploration { get; set; } = ExplorationRule.Optimistic;

    /// <summary>Weight of the uncertainty that few rewards in a leaf leave, in units of reward, 0 to 1000.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Alpha { get; set; } = 0.2;

    /// <summary>With inverse gaps: gamma at the first decision; it grows with the square root of the number of rewards. Above 0 to 1,000,000.</summary>
    /// <value>The default is 20.</value>
    [Range(1e-6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double GammaScale { get; set; } = 20;

    /// <summary>With upper bounds: the share of decisions spread evenly over all actions, 0 to 1; above 0, any policy can be evaluated on the log.</summary>
    /// <value>The default is 0.001.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Epsilon { get; set; } = 0.001;

    /// <summary>Widest context taken, 1 to 8192.</summary>
    /// <value>The default is 1024.</value>
    [Range(1, 8192, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxFeatures { get; set; } = 1024;

    /// <summary>How many actions have trees, at least 1.</summary>
    /// <value>The default is 1000.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxActions { get; set; } = 1000;

    /// <summary>Seed of the trees' splits and samples. A loaded policy goes on with the seed it was learnt with.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; set; }
}
