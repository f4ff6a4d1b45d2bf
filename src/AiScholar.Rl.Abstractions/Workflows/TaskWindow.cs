namespace AiScholar.Rl;

/// <summary>When a task may run, as a constraint source adds it.</summary>
public sealed record TaskWindow
{
    /// <summary>The task.</summary>
    public required string TaskId { get; init; }

    /// <summary>The earliest start, from the start of the workflow; null to add none.</summary>
    public TimeSpan? ReleaseTime { get; init; }

    /// <summary>The latest end that must hold, from the start of the workflow; null to add none.</summary>
    public TimeSpan? HardDeadline { get; init; }
}
