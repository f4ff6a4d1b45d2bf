namespace AiScholar.Rl;

/// <summary>A chart: its axes and its data.</summary>
[ElementContentKind("chart")]
public sealed record ChartContent : ElementContent
{
    /// <summary>The kind of chart: <c>bar</c>, <c>line</c>, <c>scatter</c>, <c>pie</c>, <c>area</c>, <c>histogram</c>, <c>box</c>, <c>heatmap</c> or a third party's own.</summary>
    public required string ChartKind { get; init; }

    /// <summary>The title, or null.</summary>
    public string? Title { get; init; }

    /// <summary>The axes.</summary>
    public IReadOnlyList<ChartAxis> Axes { get; init; } = [];

    /// <summary>The series.</summary>
    public IReadOnlyList<ChartSeries> Series { get; init; } = [];
}
