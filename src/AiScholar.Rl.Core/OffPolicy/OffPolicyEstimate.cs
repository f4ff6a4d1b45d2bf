namespace AiScholar.Rl.Core;

/// <summary>What a policy would have earned per decision, as far as a log can tell.</summary>
public sealed record OffPolicyEstimate
{
    /// <summary>The estimator: one of <see cref="OffPolicyEstimators"/>.</summary>
    public required string Estimator { get; init; }

    /// <summary>The estimated mean reward per decision.</summary>
    public required double Value { get; init; }

    /// <summary>Its standard error.</summary>
    public required double StandardError { get; init; }

    /// <summary>Lower end of the interval.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper end of the interval.</summary>
    public required double UpperBound { get; init; }

    /// <summary>How many decisions were used.</summary>
    public required int SampleCount { get; init; }

    /// <summary>(sum w)^2 / sum w^2 of the importance weights w: as many decisions of the target policy's own would tell as much.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>The largest importance weight.</summary>
    public required double LargestWeight { get; init; }

    /// <summary>The share of the target's choices that the log could never have made, 0 to 1: nothing is known of their reward.</summary>
    public required double UnsupportedShare { get; init; }

    /// <summary>The mean importance weight; it is 1 on average where propensities are right. Of <c>replay</c>, the mean probability of agreeing.</summary>
    public double MeanWeight { get; init; }

    /// <summary>How the interval was found.</summary>
    public OffPolicyInterval Interval { get; init; }

    /// <summary>The clip, threshold or shrinkage used; null of an estimator without one. Infinity: none was needed.</summary>
    public double? Parameter { get; init; }

    /// <summary>Whether it can be trusted; when not, <see cref="RefusalReason"/> says why.</summary>
    public bool IsReliable => RefusalReason is null;

    /// <summary>Why it must not be trusted; null when it may.</summary>
    public string? RefusalReason { get; init; }
}
