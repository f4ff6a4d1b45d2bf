namespace AiScholar.Rl;

/// <summary>What a schedule is judged by; each is to be small.</summary>
public enum ObjectiveKind
{
    /// <summary>The end of the last task, in hours.</summary>
    Makespan,

    /// <summary>By how much tasks miss their deadlines in sum, in hours.</summary>
    Lateness,

    /// <summary>By how much tasks miss their due times (else deadlines), each weighted by its priority, in hours.</summary>
    WeightedTardiness,

    /// <summary>What modes, people and resources cost.</summary>
    Cost,

    /// <summary>How uneven the use of renewable resources and people is: the integral of the square of each one's used share over time, in hours.</summary>
    ResourceLeveling,

    /// <summary>The quantile of the end of the last task when durations vary, in hours.</summary>
    MakespanQuantile,

    /// <summary>How far tasks move from their planned starts in sum, in hours.</summary>
    Disruption,

    /// <summary>The value of the optional tasks that are left out.</summary>
    SkippedValue,
}
