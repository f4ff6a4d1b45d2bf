namespace AiScholar.Rl;

/// <summary>Where a session shows a pattern.</summary>
public sealed record PatternOccurrence
{
    /// <summary>The session.</summary>
    public required string SessionId { get; init; }

    /// <summary>For each step, its place among the session's steps in order of time, from 0; activities that start together are one step.</summary>
    public required IReadOnlyList<int> Positions { get; init; }

    /// <summary>When each step started; empty when the session does not record it.</summary>
    public IReadOnlyList<DateTimeOffset> Times { get; init; } = [];
}
