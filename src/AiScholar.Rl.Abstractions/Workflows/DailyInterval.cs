namespace AiScholar.Rl;

/// <summary>Working hours of a day.</summary>
public sealed record DailyInterval
{
    /// <summary>From when, since midnight; 0 to 24 hours.</summary>
    public required TimeSpan From { get; init; }

    /// <summary>Until when, since midnight; after <see cref="From"/>, at most 24 hours.</summary>
    public required TimeSpan Until { get; init; }
}
