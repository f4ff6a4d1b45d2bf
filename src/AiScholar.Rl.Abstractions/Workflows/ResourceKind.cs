namespace AiScholar.Rl;

/// <summary>Whether a resource comes back after use.</summary>
public enum ResourceKind
{
    /// <summary>So much of it is there at any time: an instrument, a room.</summary>
    Renewable,

    /// <summary>It is used up when a task starts: a reagent, a budget.</summary>
    Consumable,
}
