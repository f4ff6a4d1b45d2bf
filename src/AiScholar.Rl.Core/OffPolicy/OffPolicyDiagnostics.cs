namespace AiScholar.Rl.Core;

/// <summary>How much a log can tell of a policy, whatever the estimator.</summary>
public sealed record OffPolicyDiagnostics
{
    /// <summary>How many decisions there are.</summary>
    public required int SampleCount { get; init; }

    /// <summary>(sum w)^2 / sum w^2 of the importance weights w: as many decisions of the target policy's own would tell as much.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>The largest importance weight.</summary>
    public required double LargestWeight { get; init; }

    /// <summary>The mean importance weight; it is 1 on average where propensities are right.</summary>
    public required double MeanWeight { get; init; }

    /// <summary>The share of the target's choices that the log could never have made, 0 to 1.</summary>
    public required double UnsupportedShare { get; init; }

    /// <summary>The actions that the target plays and the log (nearly) never had, the largest share first; at most 20.</summary>
    public IReadOnlyList<OverlapGap> OverlapGaps { get; init; } = [];

    /// <summary>Why estimates must not be trusted; null when they may.</summary>
    public string? RefusalReason { get; init; }
}
