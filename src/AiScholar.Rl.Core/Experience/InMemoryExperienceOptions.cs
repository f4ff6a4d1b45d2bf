using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Options of the experience log in memory, below <c>Experience</c>.</summary>
public sealed class InMemoryExperienceOptions
{
    /// <summary>How many events are kept, 1 to 100,000,000; the oldest are dropped.</summary>
    /// <value>The default is 100,000.</value>
    [Range(1, 100_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Capacity { get; set; } = 100_000;
}
