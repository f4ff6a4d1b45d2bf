namespace AiScholar.Rl;

/// <summary>A point of a series, in data units.</summary>
public sealed record ChartPoint
{
    /// <summary>Value on the x axis; the index of the category on a category axis; the index of a slice; the middle of a bin.</summary>
    public required double X { get; init; }

    /// <summary>Value on the y axis; the share of a slice, 0 to 1. In a stack the part's own value.</summary>
    public required double Y { get; init; }

    /// <summary>The category or slice, or null.</summary>
    public string? Category { get; init; }

    /// <summary>Width of a bin in units of the x axis, or null.</summary>
    public double? Width { get; init; }

    /// <summary>How sure the value is, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}
