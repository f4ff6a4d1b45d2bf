namespace AiScholar.Rl;

/// <summary>Logged trajectories over the same actions and the same features.</summary>
public sealed record TrajectorySet
{
    /// <summary>Ids of the actions by index.</summary>
    public required IReadOnlyList<string> ActionIds { get; init; }

    /// <summary>Width of the states.</summary>
    public required int StateWidth { get; init; }

    /// <summary>The trajectories.</summary>
    public required IReadOnlyList<Trajectory> Trajectories { get; init; }
}
