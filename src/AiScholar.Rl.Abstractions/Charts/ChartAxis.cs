namespace AiScholar.Rl;

/// <summary>An axis of a chart.</summary>
public sealed record ChartAxis
{
    /// <summary>Which one: <c>x</c>, <c>y</c>, <c>y2</c>; <c>color</c> for the scale of a heat map.</summary>
    public required string Name { get; init; }

    /// <summary>Its title, or null.</summary>
    public string? Title { get; init; }

    /// <summary><c>linear</c>, <c>log</c>, <c>date</c> (values are days since 1970-01-01) or <c>category</c> (values are indices).</summary>
    public string Scale { get; init; } = "linear";

    /// <summary>Smallest value shown, or null.</summary>
    public double? Minimum { get; init; }

    /// <summary>Largest value shown, or null.</summary>
    public double? Maximum { get; init; }

    /// <summary>Category names in order, for a category axis: from the left, from the bottom; rows of a heat map from the top.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];
}
