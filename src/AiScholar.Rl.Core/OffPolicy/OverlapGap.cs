namespace AiScholar.Rl.Core;

/// <summary>An action that the target plays and the log never, or nearly never, had.</summary>
public sealed record OverlapGap
{
    /// <summary>The action.</summary>
    public required string ActionId { get; init; }

    /// <summary>How often the target would choose it where its propensity was below <see cref="OffPolicyOptions.MinimumOverlap"/>, as a share of all its choices, 0 to 1.</summary>
    public required double TargetShare { get; init; }

    /// <summary>How many of those events chose it after all.</summary>
    public required int LoggedCount { get; init; }
}
