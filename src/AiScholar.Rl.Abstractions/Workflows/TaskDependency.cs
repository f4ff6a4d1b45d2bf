namespace AiScholar.Rl;

/// <summary>How a task is tied to another; by default it starts after the other ends.</summary>
public sealed record TaskDependency
{
    /// <summary>The task that comes first.</summary>
    public required string TaskId { get; init; }

    /// <summary>The least elapsed time between the two ends that are tied; not negative.</summary>
    public TimeSpan Lag { get; init; }

    /// <summary>The most elapsed time between them, at least <see cref="Lag"/>; null for any.</summary>
    public TimeSpan? MaximumLag { get; init; }

    /// <summary>Which ends are tied.</summary>
    public DependencyType Type { get; init; }
}
