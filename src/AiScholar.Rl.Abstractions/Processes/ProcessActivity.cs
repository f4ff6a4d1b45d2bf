namespace AiScholar.Rl;

/// <summary>An activity of a process map.</summary>
public sealed record ProcessActivity
{
    /// <summary>What is done.</summary>
    public required string Name { get; init; }

    /// <summary>How often.</summary>
    public required long Count { get; init; }

    /// <summary>In how many sessions.</summary>
    public required long SessionCount { get; init; }

    /// <summary>How many sessions start with it.</summary>
    public required long StartCount { get; init; }

    /// <summary>How many sessions end with it.</summary>
    public required long EndCount { get; init; }

    /// <summary>How often it was done again in a session that had done it before.</summary>
    public long ReworkCount => Count - SessionCount;

    /// <summary>The mean time from its start to its end; null when no session records both.</summary>
    public TimeSpan? MeanDuration { get; init; }
}
