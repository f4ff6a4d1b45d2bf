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

    /// <summary>How long it takes, not negative.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>What must be done before.</summary>
    public IReadOnlyList<TaskDependency> Dependencies { get; init; } = [];

    /// <summary>What it occupies while it runs.</summary>
    public IReadOnlyList<ResourceDemand> Demands { get; init; } = [];

    /// <summary>The earliest start, from the start of the workflow; null for any time.</summary>
    public TimeSpan? ReleaseTime { get; init; }

    /// <summary>The latest end, from the start of the workflow; null for any time.</summary>
    public TimeSpan? Deadline { get; init; }

    /// <summary>How much it matters, for weighted objectives; at least 0.</summary>
    public double Priority { get; init; } = 1;

    /// <summary>When it starts in the host's own plan, from the start of the workflow; null when there is no plan.</summary>
    public TimeSpan? PlannedStart { get; init; }
}
