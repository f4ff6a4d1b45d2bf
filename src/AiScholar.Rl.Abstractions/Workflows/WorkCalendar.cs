namespace AiScholar.Rl;

/// <summary>When a person, a resource or a task works: hours of each week, and days that differ. In the workflow's time zone; needs <see cref="ResearchWorkflow.StartsAt"/>.</summary>
public sealed record WorkCalendar
{
    /// <summary>Unique within its workflow.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>The working hours of a week. They may touch, and must not overlap on a day.</summary>
    public IReadOnlyList<WeeklyInterval> Weekly { get; init; } = [];

    /// <summary>Days whose hours replace the weekly ones; at most one a date.</summary>
    public IReadOnlyList<CalendarDay> Exceptions { get; init; } = [];
}
