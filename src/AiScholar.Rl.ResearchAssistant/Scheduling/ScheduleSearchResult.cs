namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What a search found.</summary>
internal sealed record ScheduleSearchResult
{
    /// <summary>Start of each task in the best schedule.</summary>
    public required long[] Starts { get; init; }

    /// <summary>Its cost.</summary>
    public required ScheduleCost Cost { get; init; }

    /// <summary>No schedule ends sooner than this.</summary>
    public required LowerBound Bound { get; init; }

    /// <summary>Schedules built.</summary>
    public required long Schedules { get; init; }

    /// <summary>Schedules built when the best one was found.</summary>
    public required long BestAfter { get; init; }

    /// <summary>Whether no schedule is better: nothing is late and the makespan equals the bound.</summary>
    public bool IsOptimal => Cost.Lateness == 0 && Cost.Makespan <= Bound.Makespan;
}
