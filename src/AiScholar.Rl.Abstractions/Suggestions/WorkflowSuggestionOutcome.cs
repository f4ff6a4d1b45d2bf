namespace AiScholar.Rl;

/// <summary>How a suggestion was received.</summary>
public sealed record WorkflowSuggestionOutcome
{
    /// <summary>The event id of the suggestion.</summary>
    public required string EventId { get; init; }

    /// <summary>The suggestion's own <see cref="WorkflowSuggestion.ScheduleReward"/>.</summary>
    public required double ScheduleReward { get; init; }

    /// <summary>1 when the user took the schedule, 0 when not, between when parts of it were kept.</summary>
    public required double Acceptance { get; init; }

    /// <summary>The tenant of the suggestion.</summary>
    public string TenantId { get; init; } = "";
}
