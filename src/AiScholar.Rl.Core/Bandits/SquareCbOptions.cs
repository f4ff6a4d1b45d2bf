using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of SquareCB; bound from the policy's <c>Parameters</c>. Gamma after t learnt rewards is scale * (t + 1)^exponent.</summary>
public sealed class SquareCbOptions : LinearModelSettings
{
    /// <summary>Gamma at the first decision; the larger, the greedier, above 0 to 1,000,000.</summary>
    /// <value>The default is 20.</value>
    [Range(1e-6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double GammaScale { get; set; } = 20;

    /// <summary>How fast gamma grows with the number of learnt rewards, 0 to 1; the paper's rate is 0.5.</summary>
    /// <value>The default is 0.5.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double GammaExponent { get; set; } = 0.5;
}
