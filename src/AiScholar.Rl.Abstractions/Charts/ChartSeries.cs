namespace AiScholar.Rl;

/// <summary>A series of a chart.</summary>
public sealed record ChartSeries
{
    /// <summary>Its name in the legend, or null.</summary>
    public string? Name { get; init; }

    /// <summary>Its points in data units.</summary>
    public IReadOnlyList<ChartPoint> Points { get; init; } = [];
}
