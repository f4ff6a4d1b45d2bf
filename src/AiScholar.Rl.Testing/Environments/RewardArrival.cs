namespace AiScholar.Rl.Testing;

/// <summary>A part of a reward that reaches the learner.</summary>
public sealed record RewardArrival
{
    /// <summary>Time from the decision to the arrival, at least 0.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>The share of the reward that arrives, 0 to 1.</summary>
    public double Share { get; init; } = 1;
}
