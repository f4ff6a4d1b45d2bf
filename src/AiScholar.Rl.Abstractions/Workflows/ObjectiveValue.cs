namespace AiScholar.Rl;

/// <summary>How a schedule does by one objective.</summary>
public sealed record ObjectiveValue
{
    /// <summary>What is judged.</summary>
    public required ObjectiveKind Kind { get; init; }

    /// <summary>The value, in the unit of its kind.</summary>
    public required double Value { get; init; }

    /// <summary>The value of the plan it is compared with; null when that has none.</summary>
    public double? Original { get; init; }

    /// <summary>No schedule that does as well by the objectives before has less; null when nothing is known.</summary>
    public double? LowerBound { get; init; }
}
