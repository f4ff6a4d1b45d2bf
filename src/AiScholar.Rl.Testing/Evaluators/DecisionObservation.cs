namespace AiScholar.Rl.Testing;

/// <summary>A decision with all that the simulator knows of it.</summary>
public sealed class DecisionObservation
{
    /// <summary>Which decision of the run, from 0.</summary>
    public required int Index { get; init; }

    /// <summary>The situation.</summary>
    public required EnvironmentStep Step { get; init; }

    /// <summary>Index of the chosen action of each slot, into the situation's actions.</summary>
    public required IReadOnlyList<int> Chosen { get; init; }

    /// <summary>The stated probability of each action for the first slot.</summary>
    public required IReadOnlyList<double> Propensities { get; init; }

    /// <summary>Mean reward of the choice, over the slots by their weights.</summary>
    public required double ExpectedReward { get; init; }

    /// <summary>The largest mean reward that any choice has.</summary>
    public required double BestReward { get; init; }

    /// <summary>What the choice earned, whether or not that reaches the learner.</summary>
    public required double Reward { get; init; }

    /// <summary>How many issues the loop told with the decision.</summary>
    public int IssueCount { get; init; }

    /// <summary>How much less than the best the choice earns in the mean, at least 0.</summary>
    public double Regret => Math.Max(0, BestReward - ExpectedReward);

    /// <summary>Whether nothing better could be chosen.</summary>
    public bool IsOptimal => Regret <= 1e-12 * (1 + Math.Abs(BestReward));
}
