namespace AiScholar.Rl;

/// <summary>A task with its place in a schedule.</summary>
public sealed record ScheduledTask
{
    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>Its start, from the start of the workflow.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Its end, from the start of the workflow.</summary>
    public required TimeSpan End { get; init; }

    /// <summary>What it occupies.</summary>
    public IReadOnlyList<ResourceDemand> Assignments { get; init; } = [];

    /// <summary>The chosen mode; null for a task without modes.</summary>
    public string? ModeId { get; init; }

    /// <summary>Who does it, in the order of its skills.</summary>
    public IReadOnlyList<string> PersonIds { get; init; } = [];

    /// <summary>When it runs, where breaks split it; empty when it runs from start to end.</summary>
    public IReadOnlyList<TaskSegment> Segments { get; init; } = [];

    /// <summary>What it costs: its mode, people and resources.</summary>
    public double Cost { get; init; }

    /// <summary>Whether it had started before the optimization and so was not moved.</summary>
    public bool IsFrozen { get; init; }
}
