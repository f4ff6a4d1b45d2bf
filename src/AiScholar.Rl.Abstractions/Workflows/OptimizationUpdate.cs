namespace AiScholar.Rl;

/// <summary>What a running optimization has reached.</summary>
public sealed record OptimizationUpdate
{
    /// <summary>The makespan of the best schedule so far; by objectives that come before the makespan it may grow.</summary>
    public required TimeSpan Makespan { get; init; }

    /// <summary>The best bound so far.</summary>
    public required TimeSpan LowerBound { get; init; }

    /// <summary>(makespan - bound) / bound; 0 when they are equal or there is no bound.</summary>
    public double Gap { get; init; }

    /// <summary>How many schedules were tried.</summary>
    public long SchedulesGenerated { get; init; }

    /// <summary>The schedule itself, in the last update; null before.</summary>
    public OptimizedWorkflow? Result { get; init; }
}
