using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of online bagging; bound from the policy's <c>Parameters</c>.</summary>
public sealed class OnlineBaggingOptions : LinearModelSettings
{
    /// <summary>How many models vote, 2 to 256; each costs as much as one linear policy.</summary>
    /// <value>The default is 10.</value>
    [Range(2, 256, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Members { get; set; } = 10;

    /// <summary>The share of decisions spread evenly over all actions, 0 to 1; above 0, any policy can be evaluated on the log.</summary>
    /// <value>The default is 0.001.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Epsilon { get; set; } = 0.001;

    /// <summary>Seed of the members' samples. A loaded policy goes on with the seed it was learnt with.</summary>
    /// <value>The default is 0.</value>
    public long Seed { get; set; }
}
