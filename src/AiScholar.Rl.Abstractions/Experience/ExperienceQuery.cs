namespace AiScholar.Rl;

/// <summary>Which events to read from an experience log.</summary>
public sealed record ExperienceQuery
{
    /// <summary>The loop.</summary>
    public required string LoopName { get; init; }

    /// <summary>The tenant; reads never cross tenants.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>Events from this time on.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Events before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Only the events of this user, by pseudonym.</summary>
    public string? UserKey { get; init; }
}
