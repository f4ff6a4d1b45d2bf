namespace AiScholar.Rl;

/// <summary>An action with its probability of being next.</summary>
public sealed record ActionProbability
{
    /// <summary>The action.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>Its probability, 0 to 1.</summary>
    public required double Probability { get; init; }
}
