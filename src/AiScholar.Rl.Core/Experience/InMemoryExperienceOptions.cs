using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Options of the experience log in memory, below <c>Experience</c>.</summary>
public sealed class InMemoryExperienceOptions
{
    /// <summary>How many events are kept, 1 to 100,000,000; the oldest are dropped. Tenants share it evenly when it is full: one that holds more than its share loses its own oldest.</summary>
    /// <value>The default is 100,000.</value>
    [Range(1, 100_000_000)]
    public int Capacity { get; set; } = 100_000;

    /// <summary>Most rewards of one event, 1 to 1,000,000; further ones are refused with an error.</summary>
    /// <value>The default is 1,000.</value>
    [Range(1, 1_000_000)]
    public int MaxRewardsPerEvent { get; set; } = 1000;
}
