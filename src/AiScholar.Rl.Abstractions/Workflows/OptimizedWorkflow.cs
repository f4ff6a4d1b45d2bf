namespace AiScholar.Rl;

/// <summary>A workflow with a better schedule, and why it is better.</summary>
public sealed record OptimizedWorkflow
{
    /// <summary>What was optimized.</summary>
    public required ResearchWorkflow OriginalWorkflow { get; init; }

    /// <summary>The tasks by start.</summary>
    public required IReadOnlyList<ScheduledTask> OptimizedTasks { get; init; }

    /// <summary>The tasks as the given plan or order would run, by start: what the improvement is measured against.</summary>
    public IReadOnlyList<ScheduledTask> OriginalTasks { get; init; } = [];

    /// <summary>The end of the last task.</summary>
    public required TimeSpan Makespan { get; init; }

    /// <summary>The makespan of <see cref="OriginalTasks"/>.</summary>
    public TimeSpan OriginalMakespan { get; init; }

    /// <summary>The part of the original makespan that is saved: 1 - optimized / original; negative when it is worse, 0 for an original of no length.</summary>
    public required double EfficiencyImprovement { get; init; }

    /// <summary>Why, in sentences with the numbers behind them.</summary>
    public required IReadOnlyList<string> OptimizationRationale { get; init; }

    /// <summary>No schedule can be shorter than this.</summary>
    public TimeSpan LowerBound { get; init; }

    /// <summary>(makespan - lower bound) / lower bound; 0 when they are equal.</summary>
    public double Gap { get; init; }

    /// <summary>Whether it is proven that nothing is better.</summary>
    public bool IsProvenOptimal { get; init; }

    /// <summary>Tasks that hold one another, through order or resources, from the start to the end of the schedule; by id.</summary>
    public IReadOnlyList<string> CriticalChain { get; init; } = [];

    /// <summary>Optional tasks and alternatives that are left out, by id.</summary>
    public IReadOnlyList<string> SkippedTasks { get; init; } = [];

    /// <summary>What the schedule costs: modes, people and resources.</summary>
    public double TotalCost { get; init; }

    /// <summary>How it does by each objective, in their order.</summary>
    public IReadOnlyList<ObjectiveValue> ObjectiveValues { get; init; } = [];

    /// <summary>How many schedules were built, each justification pass and each simulated future counted; 0 when the optimizer does not say.</summary>
    public long SchedulesGenerated { get; init; }

    /// <summary>How the plan does when durations vary; null unless it was asked for.</summary>
    public RobustnessReport? Robustness { get; init; }

    /// <summary>The registered name of the optimizer.</summary>
    public string OptimizerName { get; init; } = "";

    /// <summary>How long it took.</summary>
    public TimeSpan ExecutionTime { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
