using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of the portfolio; bound from the policy's <c>Parameters</c>.</summary>
public sealed class PortfolioOptions
{
    /// <summary>The least weight of a member, 0 to 0.5: what is spent on finding out whether another has become the best. It is at most 1 / members.</summary>
    /// <value>The default is 0.005.</value>
    [Range(0, 0.5, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double MinimumWeight { get; set; } = 0.005;

    /// <summary>What the evidence for and against members still counts after one more reward, 0.5 to 1; 1 forgets nothing.</summary>
    /// <value>The default is 0.995: about two hundred rewards are remembered.</value>
    [Range(0.5, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Discount { get; set; } = 0.995;
}
