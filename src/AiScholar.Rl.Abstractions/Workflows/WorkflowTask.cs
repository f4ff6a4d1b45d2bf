namespace AiScholar.Rl;

/// <summary>A task of a workflow.</summary>
public sealed record WorkflowTask
{
    /// <summary>Unique within its workflow.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>The kind of work, by which durations are learnt; null for none.</summary>
    public string? TaskType { get; init; }

    /// <summary>How much working time it takes, not negative: what schedules are planned with. Modes have durations of their own.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>How sure the duration is; null for sure.</summary>
    public DurationDistribution? DurationDistribution { get; init; }

    /// <summary>What makes it long or short together with other tasks of the same execution; null when its duration is independent of theirs.</summary>
    public SharedDurationFactors? SharedFactors { get; init; }

    /// <summary>How much work it is, in a unit of the host's such as bytes, samples or pages, by which durations are learnt; at least 0, null when unknown.</summary>
    public double? Amount { get; init; }

    /// <summary>What must be done before, or how else it is tied to other tasks.</summary>
    public IReadOnlyList<TaskDependency> Dependencies { get; init; } = [];

    /// <summary>What it occupies while it runs, or uses up when it starts.</summary>
    public IReadOnlyList<ResourceDemand> Demands { get; init; } = [];

    /// <summary>Who it needs while it runs.</summary>
    public IReadOnlyList<SkillDemand> Skills { get; init; } = [];

    /// <summary>Ways to do it, of which one is chosen. Each replaces the duration, demands, skills and cost above; empty when those are the only way.</summary>
    public IReadOnlyList<TaskMode> Modes { get; init; } = [];

    /// <summary>What it costs besides people and resources; finite.</summary>
    public double Cost { get; init; }

    /// <summary>When it may run: the id of a calendar of the workflow; null for always. It also keeps to the calendars of what it occupies.</summary>
    public string? CalendarId { get; init; }

    /// <summary>What it does when one of its calendars closes.</summary>
    public BreakBehavior Breaks { get; init; }

    /// <summary>Its family, for set-up times of resources; null for one that needs no set-up.</summary>
    public string? SetupFamily { get; init; }

    /// <summary>The earliest start, from the start of the workflow; null for any time.</summary>
    public TimeSpan? ReleaseTime { get; init; }

    /// <summary>The latest wanted end, from the start of the workflow; null for any time. Missing it is kept as small as can be, and told.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>The latest end that must hold, from the start of the workflow; null for none.</summary>
    public TimeSpan? HardDeadline { get; init; }

    /// <summary>The end that weighted tardiness counts from, from the start of the workflow; null for <see cref="Deadline"/>.</summary>
    public TimeSpan? DueTime { get; init; }

    /// <summary>How much it matters, for weighted objectives; at least 0.</summary>
    public double Priority { get; init; } = 1;

    /// <summary>When it starts in the host's own plan, from the start of the workflow; null when there is no plan.</summary>
    public TimeSpan? PlannedStart { get; init; }

    /// <summary>Whether it may be left out. A dependency on a task that is left out is void.</summary>
    public bool IsOptional { get; init; }

    /// <summary>What doing an optional task is worth; at least 0.</summary>
    public double Value { get; init; }

    /// <summary>Of the tasks with the same group exactly one is done; null for none.</summary>
    public string? AlternativeGroup { get; init; }

    /// <summary>Done exactly when that task is done, for chains of tasks behind an optional one or an alternative; null to stand alone.</summary>
    public string? WithTaskId { get; init; }
}
