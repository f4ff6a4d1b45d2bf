namespace AiScholar.Rl.Evaluation.Charts.Generated;

/// <summary>A chart to be drawn, which is also its truth.</summary>
internal sealed record GeneratedChart
{
    public required string Kind { get; init; }

    public required string Style { get; init; }

    public required int Number { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required float FontSize { get; init; }

    public string? Title { get; init; }

    public GeneratedAxis? X { get; init; }

    public GeneratedAxis? Y { get; init; }

    /// <summary>The series; of a pie one, whose points are slice number and share.</summary>
    public IReadOnlyList<GeneratedSeries> Series { get; init; } = [];

    public IReadOnlyList<GeneratedBox> Boxes { get; init; } = [];

    /// <summary>Values of a heat map, rows from the top.</summary>
    public IReadOnlyList<IReadOnlyList<double>> Cells { get; init; } = [];

    /// <summary>The scale beside a heat map.</summary>
    public GeneratedAxis? ColorScale { get; init; }

    /// <summary>Names of the slices of a pie.</summary>
    public IReadOnlyList<string> Slices { get; init; } = [];

    /// <summary><c>none</c>, <c>inside</c>, <c>right</c> or <c>top</c>.</summary>
    public string Legend { get; init; } = "none";

    public bool IsStacked { get; init; }

    public bool IsHorizontal { get; init; }

    public bool HasMarkers { get; init; }

    /// <summary>Edges of the bins of a histogram.</summary>
    public IReadOnlyList<double> Edges { get; init; } = [];

    /// <summary>A number that picks among the style's variants.</summary>
    public int Variant { get; init; }

    public string Name => FormattableString.Invariant($"{Kind}-{Style}-{Number:D3}");
}
