namespace AiScholar.Rl;

/// <summary>A date with hours of its own: a holiday, a Saturday shift.</summary>
public sealed record CalendarDay
{
    /// <summary>The date in the workflow's time zone.</summary>
    public required DateOnly Date { get; init; }

    /// <summary>Its working hours; empty for none.</summary>
    public IReadOnlyList<DailyInterval> Hours { get; init; } = [];
}
