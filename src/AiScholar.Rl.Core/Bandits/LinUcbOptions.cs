using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of LinUCB; bound from the policy's <c>Parameters</c>. The defaults suit rewards of about 0 to 1.</summary>
public sealed class LinUcbOptions
{
    /// <summary>Weight of the confidence width (alpha in the paper), in units of reward, 0 to 1000; 0 is greedy.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Alpha { get; set; } = 0.2;

    /// <summary>The ridge added to each action's design matrix, above 0 to 1,000,000. A loaded policy keeps the ridge it was learnt with.</summary>
    /// <value>The default is 2.5.</value>
    [Range(1e-6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Ridge { get; set; } = 2.5;

    /// <summary>The share of decisions spread evenly over all actions before anything is learnt, 0 to 1.</summary>
    /// <value>The default is 0.01.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double InitialEpsilon { get; set; } = 0.01;

    /// <summary>The share of decisions spread evenly over all actions in the long run, 0 to 1; above 0, any policy can be evaluated on the log.</summary>
    /// <value>The default is 0.001. Off-policy evaluation wants more: 0.05 to 0.2.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double FinalEpsilon { get; set; } = 0.001;

    /// <summary>After this many learnt rewards epsilon has come half the way from its initial to its final value, at least 1.</summary>
    /// <value>The default is 100.</value>
    [Range(1, int.MaxValue, ErrorMessage = "{0} must be at least 1.")]
    public int EpsilonHalfLife { get; set; } = 100;

    /// <summary>Widest context taken, 1 to 8192; an action's model holds the square of it in doubles.</summary>
    /// <value>The default is 1024.</value>
    [Range(1, 8192, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxFeatures { get; set; } = 1024;

    /// <summary>Widest part shared between actions that carry features, 0 to 4096: their features, and those crossed with the context's. 0 shares nothing.</summary>
    /// <value>The default is 256.</value>
    [Range(0, 4096, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxSharedFeatures { get; set; } = 256;

    /// <summary>How many actions have a model of their own, at least 1; further ones are served by the shared part and the prior.</summary>
    /// <value>The default is 1000.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaxActions { get; set; } = 1000;
}
