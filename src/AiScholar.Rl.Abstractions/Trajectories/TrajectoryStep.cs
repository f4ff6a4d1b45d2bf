namespace AiScholar.Rl;

/// <summary>One decision of a trajectory: the state, what was done in it, and what it earned at once.</summary>
public sealed record TrajectoryStep
{
    /// <summary>Finite features of the state; of one width in all steps.</summary>
    public required ReadOnlyMemory<float> State { get; init; }

    /// <summary>Index of the action taken, from 0.</summary>
    public required int Action { get; init; }

    /// <summary>The finite reward.</summary>
    public required double Reward { get; init; }

    /// <summary>The probability with which the logging policy took the action, above 0 to 1.</summary>
    public double Propensity { get; init; } = 1;

    /// <summary>Indices of the actions that could be taken; empty for all.</summary>
    public IReadOnlyList<int> Available { get; init; } = [];
}
