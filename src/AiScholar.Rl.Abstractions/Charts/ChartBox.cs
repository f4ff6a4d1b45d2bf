namespace AiScholar.Rl;

/// <summary>One box of a box plot, in data units.</summary>
public sealed record ChartBox
{
    /// <summary>Value on the axis along which the boxes stand; the index of the category on a category axis.</summary>
    public required double X { get; init; }

    /// <summary>The category, or null.</summary>
    public string? Category { get; init; }

    /// <summary>End of the lower whisker.</summary>
    public required double Minimum { get; init; }

    /// <summary>Lower edge of the box.</summary>
    public required double LowerQuartile { get; init; }

    /// <summary>The line within the box.</summary>
    public required double Median { get; init; }

    /// <summary>Upper edge of the box.</summary>
    public required double UpperQuartile { get; init; }

    /// <summary>End of the upper whisker.</summary>
    public required double Maximum { get; init; }

    /// <summary>Values beyond the whiskers.</summary>
    public IReadOnlyList<double> Outliers { get; init; } = [];

    /// <summary>How sure the values are, 0 to 1.</summary>
    public double Confidence { get; init; } = 1;
}
