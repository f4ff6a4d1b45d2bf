namespace AiScholar.Rl;

/// <summary>A piece of research work: tasks, what they need, and in which order they may run.</summary>
public sealed record ResearchWorkflow
{
    /// <summary>Its id in the host.</summary>
    public required string Id { get; init; }

    /// <summary>A name to show.</summary>
    public string Name { get; init; } = "";

    /// <summary>The research domain, for domain optimizers; null for none.</summary>
    public string? Domain { get; init; }

    /// <summary>The tasks in the order they are planned today, with distinct ids.</summary>
    public required IReadOnlyList<WorkflowTask> TaskSequence { get; init; }

    /// <summary>What is limited: people, instruments, rooms.</summary>
    public IReadOnlyList<ResearchResource> Resources { get; init; } = [];

    /// <summary>When all must be done, from the start of the workflow; null for none.</summary>
    public TimeSpan? Deadline { get; init; }
}
