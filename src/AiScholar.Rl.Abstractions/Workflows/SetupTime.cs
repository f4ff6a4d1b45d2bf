namespace AiScholar.Rl;

/// <summary>Time that a resource needs between tasks of two families. It is the resource's alone: no one else waits, and calendars do not count.</summary>
public sealed record SetupTime
{
    /// <summary>The family of the task before; null for the first task on the resource.</summary>
    public string? FromFamily { get; init; }

    /// <summary>The family of the task after.</summary>
    public required string ToFamily { get; init; }

    /// <summary>How long, not negative.</summary>
    public required TimeSpan Duration { get; init; }
}
