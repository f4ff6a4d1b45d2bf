namespace AiScholar.Rl;

/// <summary>Time that a published plan holds free before a task, so that its start is kept when what comes before takes longer.</summary>
public sealed record TaskBuffer
{
    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>The time before it.</summary>
    public required TimeSpan Buffer { get; init; }

    /// <summary>The part of the futures in which it starts as published, 0 to 1.</summary>
    public required double KeptProbability { get; init; }

    /// <summary>The same in the plan without buffers.</summary>
    public required double KeptProbabilityWithout { get; init; }
}
