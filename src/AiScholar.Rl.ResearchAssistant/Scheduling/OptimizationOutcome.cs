namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What an optimizer knows when it is done: enough to write the result.</summary>
internal sealed record OptimizationOutcome
{
    /// <summary>The workflow.</summary>
    public required CompiledWorkflow Compiled { get; init; }

    /// <summary>What it is compared with.</summary>
    public required BaselineSchedule Baseline { get; init; }

    /// <summary>Start of each task in the best schedule, in units.</summary>
    public required long[] Starts { get; init; }

    /// <summary>Its cost.</summary>
    public required ScheduleCost Cost { get; init; }

    /// <summary>No schedule ends sooner than this, in units.</summary>
    public required long LowerBound { get; init; }

    /// <summary>What gives the bound, such as "the critical path".</summary>
    public required string BoundSource { get; init; }

    /// <summary>Whether nothing is better.</summary>
    public required bool IsProvenOptimal { get; init; }

    /// <summary>One sentence on how the schedule was found.</summary>
    public required string Method { get; init; }

    /// <summary>Schedules built.</summary>
    public long Schedules { get; init; }

    /// <summary>How the plan does when durations vary; null unless asked for.</summary>
    public RobustnessReport? Robustness { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
