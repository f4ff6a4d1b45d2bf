namespace AiScholar.Rl;

/// <summary>A reward as the experience log keeps it.</summary>
public sealed record LoggedReward
{
    /// <summary>The event it is for.</summary>
    public required string EventId { get; init; }

    /// <summary>The loop.</summary>
    public required string LoopName { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The reward.</summary>
    public required double Value { get; init; }

    /// <summary>Makes it count once, or null.</summary>
    public string? RewardId { get; init; }

    /// <summary>When it came.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>The slot of a slate it is for, from 0. Null: the whole event; it is then credited to every slot.</summary>
    public int? Slot { get; init; }
}
