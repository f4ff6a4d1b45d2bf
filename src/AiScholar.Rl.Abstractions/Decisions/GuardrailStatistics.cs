namespace AiScholar.Rl;

/// <summary>What a loop's guardrail saw and did.</summary>
public sealed record GuardrailStatistics
{
    /// <summary>What it does now.</summary>
    public required GuardrailState State { get; init; }

    /// <summary>How often the policy was rolled back.</summary>
    public required long RollBacks { get; init; }

    /// <summary>How often the policy was let choose again.</summary>
    public required long Recoveries { get; init; }

    /// <summary>Events in the window being judged.</summary>
    public required int WindowEvents { get; init; }

    /// <summary>Estimated reward of the baseline less that of the policy in the last whole window, a mean; null before there is one.</summary>
    public double? BaselineAdvantage { get; init; }

    /// <summary>Lower confidence bound of <see cref="BaselineAdvantage"/>; above 0 means the policy is worse.</summary>
    public double? BaselineAdvantageLowerBound { get; init; }
}
