using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Options of the user states in memory, below <c>UserStates:Memory</c>.</summary>
public sealed class InMemoryUserStateOptions
{
    /// <summary>How many users are kept, 1 to 100,000,000; those not written for the longest are dropped.</summary>
    /// <value>The default is 100,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Capacity { get; set; } = 100_000;
}
