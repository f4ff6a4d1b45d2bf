namespace AiScholar.Rl;

/// <summary>One slot of a logged slate.</summary>
public sealed record LoggedSlot
{
    /// <summary>Index of the action placed here, into <see cref="LoggedDecision.Actions"/>.</summary>
    public required int ActionIndex { get; init; }

    /// <summary>Probability of placing it here given the slots before, (0, 1].</summary>
    public required double Propensity { get; init; }

    /// <summary>The sum of the rewards given to this slot; null when none came.</summary>
    public double? Reward { get; init; }
}
