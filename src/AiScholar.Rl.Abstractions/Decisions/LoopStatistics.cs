namespace AiScholar.Rl;

/// <summary>How a loop is doing, since this process started unless said otherwise.</summary>
public sealed record LoopStatistics
{
    /// <summary>The loop.</summary>
    public required string LoopName { get; init; }

    /// <summary>Who chooses.</summary>
    public LoopMode Mode { get; init; }

    /// <summary>The policy.</summary>
    public required string PolicyName { get; init; }

    /// <summary>How often the policy has learnt, over all its life.</summary>
    public long ModelVersion { get; init; }

    /// <summary>Decisions made, deferred ones included.</summary>
    public long Decisions { get; init; }

    /// <summary>Events whose reward was learnt from.</summary>
    public long RewardedEvents { get; init; }

    /// <summary>Mean reward of the events learnt from; null when there is none.</summary>
    public double? MeanReward { get; init; }

    /// <summary>Rewards that came after their window, or after the one that was learnt from.</summary>
    public long LateRewards { get; init; }

    /// <summary>Events whose reward window is open.</summary>
    public int OpenWindows { get; init; }

    /// <summary>How well the policy agrees with the host; null unless the loop was in <see cref="LoopMode.Apprentice"/>.</summary>
    public ApprenticeStatistics? Apprentice { get; init; }

    /// <summary>How the shadow policy would have done; null when there is none.</summary>
    public ShadowStatistics? Shadow { get; init; }

    /// <summary>What the guardrail saw and did; null when none is set.</summary>
    public GuardrailStatistics? Guardrail { get; init; }

    /// <summary>Features that are not what they were.</summary>
    public IReadOnlyList<FeatureDrift> FeatureDrifts { get; init; } = [];
}
