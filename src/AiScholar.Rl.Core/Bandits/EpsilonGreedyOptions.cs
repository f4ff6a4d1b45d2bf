using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of epsilon-greedy; bound from the policy's <c>Parameters</c>. The same initial and final epsilon keep it fixed.</summary>
public sealed class EpsilonGreedyOptions : LinearModelSettings
{
    /// <summary>The share of decisions spread evenly over all actions before anything is learnt, 0 to 1.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double InitialEpsilon { get; set; } = 0.5;

    /// <summary>The share of decisions spread evenly over all actions in the long run, 0 to 1; above 0, any policy can be evaluated on the log.</summary>
    /// <value>The default is 0.02.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double FinalEpsilon { get; set; } = 0.02;

    /// <summary>After this many learnt rewards epsilon has come half the way from its initial to its final value, at least 1.</summary>
    /// <value>The default is 100.</value>
    [Range(1, int.MaxValue, ErrorMessage = "{0} must be at least 1.")]
    public int EpsilonHalfLife { get; set; } = 100;
}
