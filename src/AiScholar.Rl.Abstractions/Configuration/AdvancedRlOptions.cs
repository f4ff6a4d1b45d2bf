using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl;

/// <summary>SDK-wide options, bound from the section given to <c>AddAdvancedRl</c>.</summary>
public sealed class AdvancedRlOptions
{
    /// <summary>Seed of everything random; null for a fresh one at each start.</summary>
    public int? Seed { get; set; }

    /// <summary>How many faults in a row quarantine an extension, 2 to 1000.</summary>
    /// <value>The default is 5.</value>
    [Range(2, 1000)]
    public int FaultsBeforeQuarantine { get; set; } = 5;

    /// <summary>How long a quarantine lasts before one call may try again, half a second to a day.</summary>
    /// <value>The default is 1 minute.</value>
    [Range(typeof(TimeSpan), "00:00:00.5", "1.00:00:00")]
    public TimeSpan QuarantineDuration { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>A secret that keys the pseudonyms of users; hosts that store experience set it and keep it. Null: a fixed public key, so that pseudonyms hide ids from a glance only.</summary>
    public string? PseudonymKey { get; set; }
}
