namespace AiScholar.Rl;

/// <summary>A stretch of time in which a task runs.</summary>
public sealed record TaskSegment
{
    /// <summary>Its start, from the start of the workflow.</summary>
    public required TimeSpan Start { get; init; }

    /// <summary>Its end, from the start of the workflow.</summary>
    public required TimeSpan End { get; init; }
}
