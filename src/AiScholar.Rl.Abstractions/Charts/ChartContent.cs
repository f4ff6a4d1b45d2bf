namespace AiScholar.Rl;

/// <summary>A chart: its axes and its data.</summary>
[ElementContentKind("chart")]
public sealed record ChartContent : ElementContent
{
    /// <summary>The kind of chart: one of <see cref="ChartKinds"/> or a third party's own.</summary>
    public required string ChartKind { get; init; }

    /// <summary>The title, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The axes.</summary>
    public IReadOnlyList<ChartAxis> Axes { get; init; } = [];

    /// <summary>The series. A pie has one, whose points are its slices.</summary>
    public IReadOnlyList<ChartSeries> Series { get; init; } = [];

    /// <summary>The boxes of a box plot; empty for other kinds.</summary>
    public IReadOnlyList<ChartBox> Boxes { get; init; } = [];

    /// <summary>The cells of a heat map, row after row; empty for other kinds.</summary>
    public IReadOnlyList<ChartCell> Cells { get; init; } = [];
}
