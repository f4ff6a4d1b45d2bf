namespace AiScholar.Rl;

/// <summary>A task that must end before another starts.</summary>
public sealed record TaskDependency
{
    /// <summary>The task that comes first.</summary>
    public required string TaskId { get; init; }

    /// <summary>The least time between its end and the start of the other; not negative.</summary>
    public TimeSpan Lag { get; init; }
}
