namespace AiScholar.Rl;

/// <summary>What a store did with a reward.</summary>
public sealed record RewardAppend
{
    /// <summary><see cref="RewardStatus.Learned"/> when it was added, <see cref="RewardStatus.Duplicate"/>, <see cref="RewardStatus.EventUnknown"/>, or <see cref="RewardStatus.Pending"/> when the event is not active.</summary>
    public required RewardStatus Status { get; init; }

    /// <summary>The event with the reward added; null when unknown.</summary>
    public LoggedDecision? Event { get; init; }

    /// <summary>How many rewards the same target has, this one included: the slot that was named, or the event as a whole.</summary>
    public int RewardCount { get; init; }
}
