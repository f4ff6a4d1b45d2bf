namespace AiScholar.Rl;

/// <summary>Working hours on one day of every week.</summary>
public sealed record WeeklyInterval
{
    /// <summary>The day.</summary>
    public required DayOfWeek Day { get; init; }

    /// <summary>From when, since midnight; 0 to 24 hours.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>Until when, since midnight; after <see cref="From"/>, at most 24 hours.</summary>
    public required TimeSpan Until { get; init; }
}
