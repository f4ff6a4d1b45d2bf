namespace AiScholar.Rl.Testing;

/// <summary>What a decision costs, in the mean, the harness's own work left out.</summary>
public sealed record ExperimentCost
{
    /// <summary>Time of a decision, features encoded and drawn, in microseconds.</summary>
    public required double DecisionMicroseconds { get; init; }

    /// <summary>Time of telling a reward, in microseconds; 0 when none arrived.</summary>
    public required double RewardMicroseconds { get; init; }

    /// <summary>Bytes allocated for a decision and its rewards by what completes on the calling thread.</summary>
    public required double AllocatedBytes { get; init; }
}
