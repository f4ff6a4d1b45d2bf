namespace AiScholar.Rl;

/// <summary>An action with the probability it had.</summary>
public sealed record RankedAction
{
    /// <summary>The action.</summary>
    public required string ActionId { get; init; }

    /// <summary>The probability that it would be chosen, 0 to 1.</summary>
    public required double Propensity { get; init; }
}
