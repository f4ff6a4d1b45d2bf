namespace AiScholar.Rl;

/// <summary>A loop's answer: in the experience log before it is returned.</summary>
public sealed record Decision
{
    /// <summary>Names the event for rewards.</summary>
    public required string EventId { get; init; }

    /// <summary>The loop that decided.</summary>
    public required string LoopName { get; init; }

    /// <summary>The chosen action.</summary>
    public required string ChosenActionId { get; init; }

    /// <summary>The exact probability with which the chosen action was drawn, above 0.</summary>
    public required double Propensity { get; init; }

    /// <summary>All actions, the chosen first, then by falling propensity; propensities sum to 1 (within 1e-9).</summary>
    public required IReadOnlyList<RankedAction> Ranking { get; init; }

    /// <summary>The actions of a slate, one a slot; one entry when <see cref="DecisionRequest.SlotCount"/> is 1.</summary>
    public IReadOnlyList<SlotDecision> Slots { get; init; } = [];

    /// <summary>The registered name of the policy.</summary>
    public required string PolicyName { get; init; }

    /// <summary>How many rewards the policy had learnt from.</summary>
    public long ModelVersion { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Whether it waits for activation.</summary>
    public bool IsDeferred { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
