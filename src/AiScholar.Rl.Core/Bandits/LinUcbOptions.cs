using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of LinUCB; bound from the policy's <c>Parameters</c>. The defaults suit rewards of about 0 to 1.</summary>
public sealed class LinUcbOptions : LinearModelSettings
{
    /// <summary>Weight of the confidence width (alpha in the paper), in units of reward, 0 to 1000; 0 is greedy.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Alpha { get; set; } = 0.2;

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
}
