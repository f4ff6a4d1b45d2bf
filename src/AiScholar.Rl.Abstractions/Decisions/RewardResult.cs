namespace AiScholar.Rl;

/// <summary>What became of a reward.</summary>
public sealed record RewardResult
{
    /// <summary>The event it was for.</summary>
    public required string EventId { get; init; }

    /// <summary>What became of it.</summary>
    public required RewardStatus Status { get; init; }

    /// <summary>The event's reward so far.</summary>
    public double TotalReward { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
