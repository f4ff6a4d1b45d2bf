namespace AiScholar.Rl;

/// <summary>A task that has started, and perhaps ended.</summary>
public sealed record TaskProgress
{
    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>When it started, from the start of the workflow; at most <see cref="WorkflowProgress.Now"/>.</summary>
    public required TimeSpan ActualStart { get; init; }

    /// <summary>When it ended, at most <see cref="WorkflowProgress.Now"/>; null while it runs.</summary>
    public TimeSpan? ActualEnd { get; init; }

    /// <summary>How long it still takes from now, in elapsed time; null for what its duration leaves, at least until now.</summary>
    public TimeSpan? Remaining { get; init; }

    /// <summary>The mode it runs in; null when it has one only.</summary>
    public string? ModeId { get; init; }

    /// <summary>Who does it, in the order of the skills; empty when it needs no one.</summary>
    public IReadOnlyList<string> PersonIds { get; init; } = [];
}
