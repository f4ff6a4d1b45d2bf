using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Personalization;

/// <summary>Options of the profiles in memory, below <c>Profiles</c>.</summary>
public sealed class InMemoryUserProfileOptions
{
    /// <summary>How many profiles are kept, 1 to 100,000,000; those saved longest ago are dropped.</summary>
    /// <value>The default is 100,000.</value>
    [Range(1, 100_000_000)]
    public int Capacity { get; set; } = 100_000;
}
