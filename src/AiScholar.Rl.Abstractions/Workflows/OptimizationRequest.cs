namespace AiScholar.Rl;

/// <summary>How much effort to spend on a workflow.</summary>
public sealed record OptimizationRequest
{
    /// <summary>The optimizer to use, by its registered name. Null for that of the workflow's domain or the one for all; when it fails, the next.</summary>
    public string? Optimizer { get; init; }

    /// <summary>Stop after this time; above 0. A wall-clock budget does not repeat exactly. Null for the optimizer's default.</summary>
    public TimeSpan? TimeBudget { get; init; }

    /// <summary>Stop after this many generated schedules, at least 1; repeatable. Null for no such limit.</summary>
    public int? ScheduleBudget { get; init; }

    /// <summary>Seed of everything random.</summary>
    public int Seed { get; init; }

    /// <summary>What a schedule is judged by, the first before the second and so on, each kind once. Empty for lateness, then the value of skipped tasks, then the makespan.</summary>
    public IReadOnlyList<OptimizationObjective> Objectives { get; init; } = [];

    /// <summary>Orders of task names, types or ids that have worked: where constraints leave a choice, the search starts from them too.</summary>
    public IReadOnlyList<WorkflowPattern> Patterns { get; init; } = [];

    /// <summary>Plan for durations that vary; null to plan with the given durations alone.</summary>
    public RobustnessRequest? Robustness { get; init; }

    /// <summary>Told of each better schedule: its makespan and lower bound.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public IProgress<OptimizationProgress>? Progress { get; init; }
}
