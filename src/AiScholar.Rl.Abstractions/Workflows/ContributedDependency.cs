namespace AiScholar.Rl;

/// <summary>A dependency that a constraint source adds to a task.</summary>
public sealed record ContributedDependency
{
    /// <summary>The task that waits.</summary>
    public required string TaskId { get; init; }

    /// <summary>What it waits for.</summary>
    public required TaskDependency Dependency { get; init; }
}
