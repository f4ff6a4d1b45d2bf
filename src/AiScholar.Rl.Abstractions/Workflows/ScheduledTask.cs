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
}
