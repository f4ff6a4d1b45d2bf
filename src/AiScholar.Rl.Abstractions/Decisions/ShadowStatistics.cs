namespace AiScholar.Rl;

/// <summary>How a shadow policy would have done on the loop's own traffic.</summary>
/// <remarks>The estimate weighs each learnt event by the ratio of the two policies' probabilities of its action (Horvitz and Thompson, 1952), self-normalised (Swaminathan and Joachims, 2015).</remarks>
public sealed record ShadowStatistics
{
    /// <summary>The shadow policy.</summary>
    public required string PolicyName { get; init; }

    /// <summary>Events both were judged by.</summary>
    public required long Events { get; init; }

    /// <summary>What the loop's policy earned on them, a mean; 0 without events.</summary>
    public required double MeanReward { get; init; }

    /// <summary>Estimate of what the shadow would have earned, a mean; 0 without events.</summary>
    public required double EstimatedReward { get; init; }

    /// <summary>Standard error of <see cref="EstimatedReward"/>, by the delta method; 0 with fewer than two events.</summary>
    public required double StandardError { get; init; }

    /// <summary>(Σw)²/Σw²: how many events the estimate is worth.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>Share of decisions where both policies had the same most probable action, 0 to 1.</summary>
    public required double Agreement { get; init; }
}
