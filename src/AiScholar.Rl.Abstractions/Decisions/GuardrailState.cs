namespace AiScholar.Rl;

/// <summary>What a loop's guardrail is doing.</summary>
public enum GuardrailState
{
    /// <summary>The policy chooses, within the host's minimum probability of the baseline.</summary>
    Watching = 0,

    /// <summary>The policy earned less than the baseline: the baseline is chosen nearly always, until the policy is estimated to be no worse.</summary>
    FallenBack = 1,
}
