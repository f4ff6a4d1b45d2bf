namespace AiScholar.Rl;

/// <summary>How far a running workflow is: what is done stays, what runs goes on, nothing else starts before now.</summary>
public sealed record WorkflowProgress
{
    /// <summary>The present, from the start of the workflow; not negative.</summary>
    public required TimeSpan Now { get; init; }

    /// <summary>The tasks that have started, each once.</summary>
    public IReadOnlyList<TaskProgress> Tasks { get; init; } = [];
}
