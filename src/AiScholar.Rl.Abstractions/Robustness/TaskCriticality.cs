namespace AiScholar.Rl;

/// <summary>How much a task matters for the end of a workflow whose durations vary.</summary>
public sealed record TaskCriticality
{
    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>The criticality index: the part of the futures in which the task was on the chain that set the makespan, 0 to 1.</summary>
    public required double Index { get; init; }

    /// <summary>Its mean start, from the start of the workflow.</summary>
    public required TimeSpan ExpectedStart { get; init; }
}
