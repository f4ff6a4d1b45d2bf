namespace AiScholar.Rl;

/// <summary>One adaptation to a person.</summary>
public sealed record Adaptation
{
    /// <summary>What is adapted.</summary>
    public required AdaptationKind Kind { get; init; }

    /// <summary>What it is set to, one of the dimension's values.</summary>
    public required string Value { get; init; }

    /// <summary>How sure the algorithm is of it, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The event to reward when it was decided by a loop, or null.</summary>
    public string? EventId { get; init; }
}
