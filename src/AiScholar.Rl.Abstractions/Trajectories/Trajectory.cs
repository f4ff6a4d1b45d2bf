namespace AiScholar.Rl;

/// <summary>What one user, or one session, went through, in the order of time.</summary>
public sealed record Trajectory
{
    /// <summary>Its id, such as a pseudonym and a session number.</summary>
    public required string Id { get; init; }

    /// <summary>The steps, at least one.</summary>
    public required IReadOnlyList<TrajectoryStep> Steps { get; init; }

    /// <summary>Whether nothing can be earned after the last step; otherwise what comes after it is unknown, and the step is left out of learning.</summary>
    public bool IsTerminal { get; init; } = true;
}
