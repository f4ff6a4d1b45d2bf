using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of linear Thompson sampling; bound from the policy's <c>Parameters</c>.</summary>
public sealed class ThompsonSamplingOptions : LinearModelSettings
{
    /// <summary>Multiplies the posterior's deviation (v in the paper): about the deviation of the rewards around their expectation, 0 to 1000; 0 is greedy.</summary>
    /// <value>The default is 0.2.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Scale { get; set; } = 0.2;

    /// <summary>The share of decisions spread evenly over all actions, 0 to 1; above 0, any policy can be evaluated on the log.</summary>
    /// <value>The default is 0.001.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Epsilon { get; set; } = 0.001;
}
