namespace AiScholar.Rl;

/// <summary>Which features a policy's choice hangs on.</summary>
public sealed record DecisionExplanation
{
    /// <summary>The action explained.</summary>
    public required string ActionId { get; init; }

    /// <summary>Its probability with all features, before any guardrail.</summary>
    public required double Probability { get; init; }

    /// <summary>The features, the largest effect first.</summary>
    public required IReadOnlyList<FeatureEffect> Effects { get; init; }
}
