namespace AiScholar.Rl.MultiModal;

/// <summary>What the builders of the kinds share: the plot area, the axes, and the names of the colours.</summary>
internal sealed record ChartScene
{
    public required BoundingBox Area { get; init; }

    public required SceneAxis X { get; init; }

    public required SceneAxis Y { get; init; }

    /// <summary>The name of each colour of the palette in the legend, or null.</summary>
    public required IReadOnlyList<string?> Names { get; init; }

    /// <summary>How sure the geometry is, 0 to 1: less from pixels than from paths.</summary>
    public double Trust { get; init; } = 1;

    public double Confidence => Trust * Math.Min(X.Scale.Confidence, Y.Scale.Confidence);

    public string? NameOf(int color) => color < Names.Count ? Names[color] : null;

    public ChartContent ToContent(string kind, IEnumerable<ChartSeries> series) => new()
    {
        ChartKind = kind,
        Axes = [X.ToAxis("x", Area.Left, Area.Right), Y.ToAxis("y", Area.Bottom, Area.Top)],
        Series = [.. series],
    };
}
