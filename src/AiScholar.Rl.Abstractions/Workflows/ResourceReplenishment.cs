namespace AiScholar.Rl;

/// <summary>A delivery of a consumable resource.</summary>
public sealed record ResourceReplenishment
{
    /// <summary>When, from the start of the workflow; not negative.</summary>
    public required TimeSpan At { get; init; }

    /// <summary>How many units, at least 0.</summary>
    public required int Amount { get; init; }
}
