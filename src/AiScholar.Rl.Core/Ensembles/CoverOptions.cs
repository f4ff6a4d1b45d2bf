using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of online cover; bound from the policy's <c>Parameters</c>. The defaults suit rewards of about 0 to 1.</summary>
public sealed class CoverOptions : LinearModelSettings
{
    /// <summary>How many policies cover the good choices, 2 to 256.</summary>
    /// <value>The default is 8.</value>
    [Range(2, 256, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Members { get; set; } = 8;

    /// <summary>How much a policy is paid for choosing what those before it do not, in units of reward (psi in the source), 0 to 1000.</summary>
    /// <value>The default is 0.1.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Diversity { get; set; } = 0.1;

    /// <summary>Each of K actions is chosen with at least this / sqrt(K t) after t rewards, at most 1 / K; above 0 to 1.</summary>
    /// <value>The default is 0.1.</value>
    [Range(1e-6, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double FloorScale { get; set; } = 0.1;

    /// <summary>The share of decisions spread evenly over all actions in the long run, 0 to 1; above 0, any policy can be evaluated on the log.</summary>
    /// <value>The default is 0.001.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Epsilon { get; set; } = 0.001;
}
