namespace AiScholar.Rl.Testing;

/// <summary>One situation: what the learner sees, and what only the simulator knows.</summary>
public sealed record EnvironmentStep
{
    /// <summary>The context the learner sees.</summary>
    public FeatureSet Context { get; init; } = FeatureSet.Empty;

    /// <summary>The actions the learner may choose from, at least one, with distinct ids.</summary>
    public required IReadOnlyList<DecisionAction> Actions { get; init; }

    /// <summary>The mean reward of each action here and now, in the order of <see cref="Actions"/>; hidden from the learner.</summary>
    public required IReadOnlyList<double> ExpectedRewards { get; init; }

    /// <summary>What each action would earn this time, in the order of <see cref="Actions"/>; the learner is told that of its choice.</summary>
    public required IReadOnlyList<double> Rewards { get; init; }

    /// <summary>The user, or null for an anonymous decision.</summary>
    public string? UserId { get; init; }

    /// <summary>What the host would have done, or null.</summary>
    public string? BaselineActionId { get; init; }

    /// <summary>How much of an action's reward counts in each slot of a slate, from the first on, each 0 to 1; one entry for a single choice.</summary>
    public IReadOnlyList<double> PositionWeights { get; init; } = [1];

    /// <summary>When the reward of the choice arrives, in which parts; empty when it is lost.</summary>
    public IReadOnlyList<RewardArrival> Arrivals { get; init; } = [new RewardArrival()];

    /// <summary>Whether a reward of 0 is not told, as a click that does not happen is not; the default is false.</summary>
    public bool IsZeroSilent { get; init; }

    /// <summary>Time since the step before, at least 0.</summary>
    public TimeSpan Elapsed { get; init; } = TimeSpan.FromSeconds(1);
}
