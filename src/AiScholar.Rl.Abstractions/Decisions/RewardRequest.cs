namespace AiScholar.Rl;

/// <summary>What became of a decision.</summary>
public sealed record RewardRequest
{
    /// <summary>The event id of the decision.</summary>
    public required string EventId { get; init; }

    /// <summary>The tenant of the decision.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The reward, finite; several of one event are added.</summary>
    public required double Value { get; init; }

    /// <summary>Makes the call repeatable: a reward of the same event and id counts once. Null: each call counts.</summary>
    public string? RewardId { get; init; }

    /// <summary>The slot of a slate it is for, from 0. Null: the whole event; it is then credited to every slot.</summary>
    public int? Slot { get; init; }
}
