namespace AiScholar.Rl;

/// <summary>How much of a resource a task occupies while it runs.</summary>
public sealed record ResourceDemand
{
    /// <summary>The resource.</summary>
    public required string ResourceId { get; init; }

    /// <summary>How many units, at least 0.</summary>
    public int Amount { get; init; } = 1;
}
