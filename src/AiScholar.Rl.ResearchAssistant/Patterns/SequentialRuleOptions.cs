namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Which sequential rules to mine.</summary>
public sealed record SequentialRuleOptions
{
    /// <summary>The least part of the sequences that must show a rule, above 0 to 1; the count is rounded up.</summary>
    /// <value>Default .1.</value>
    public double MinimumSupport { get; init; } = 0.1;

    /// <summary>The least confidence, 0 to 1.</summary>
    /// <value>Default .5.</value>
    public double MinimumConfidence { get; init; } = 0.5;

    /// <summary>The least lift, at least 0.</summary>
    /// <value>Default 0.</value>
    public double MinimumLift { get; init; }

    /// <summary>The most items of an antecedent, and of a consequent, at least 1.</summary>
    /// <value>Default 4.</value>
    public int MaximumSide { get; init; } = 4;

    /// <summary>The most rules, at least 1; a guard against a support so low that everything is a rule.</summary>
    /// <value>Default 1,000,000.</value>
    public int MaximumRules { get; init; } = 1_000_000;
}
