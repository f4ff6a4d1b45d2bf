namespace AiScholar.Rl;

/// <summary>An action that a decision may choose.</summary>
public sealed record DecisionAction
{
    /// <summary>Stable id: the same action has the same id in every request.</summary>
    public required string Id { get; init; }

    /// <summary>Features of the action, for policies that share what they learn between actions.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.Empty;
}
