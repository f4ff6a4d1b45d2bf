namespace AiScholar.Rl;

/// <summary>A suggested schedule and the decision behind it.</summary>
public sealed record WorkflowSuggestion
{
    /// <summary>The decision's event id, to report the outcome with.</summary>
    public required string EventId { get; init; }

    /// <summary>The strategy that was chosen.</summary>
    public required string Strategy { get; init; }

    /// <summary>With what probability it was chosen, above 0 to 1.</summary>
    public required double Propensity { get; init; }

    /// <summary>What the schedule itself earned, by its gap and the wait for it; at most 1. Belongs into <see cref="WorkflowSuggestionOutcome.ScheduleReward"/>.</summary>
    public required double ScheduleReward { get; init; }

    /// <summary>The schedule.</summary>
    public required OptimizedWorkflow Schedule { get; init; }
}
