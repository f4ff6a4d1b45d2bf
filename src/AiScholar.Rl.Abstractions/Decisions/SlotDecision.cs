namespace AiScholar.Rl;

/// <summary>The choice for one slot of a slate.</summary>
public sealed record SlotDecision
{
    /// <summary>The slot, from 0.</summary>
    public required int Slot { get; init; }

    /// <summary>The action.</summary>
    public required string ActionId { get; init; }

    /// <summary>The probability of this action in this slot, given those of the slots before.</summary>
    public required double Propensity { get; init; }
}
