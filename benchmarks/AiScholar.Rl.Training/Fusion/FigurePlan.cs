namespace AiScholar.Rl.Training.Fusion;

/// <summary>Kinds of figures that the generator draws.</summary>
internal enum FigureKind
{
    Line,
    Scatter,
    Bar,
    Histogram,
    HeatMap,
    Box,
    Pie,
    Diagram,
    Photograph,
    Surface,
}

/// <summary>One data series: what it is called, its colour's name and value, how it is drawn.</summary>
internal sealed record FigureSeries(string Name, string ColorName, uint Color, bool IsDashed, string Marker);

/// <summary>A figure before it is drawn and told of.</summary>
internal sealed record FigurePlan(FigureKind Kind, string System, string Horizontal, string Vertical, int Panels, bool IsLogarithmic, IReadOnlyList<FigureSeries> Series)
{
    private static readonly (string Name, uint Color)[] Palette =
    [
        ("red", 0xFFD62728), ("blue", 0xFF1F4FB4), ("green", 0xFF2CA02C), ("black", 0xFF101010), ("orange", 0xFFFF7F0E),
        ("purple", 0xFF8A3FBD), ("cyan", 0xFF17BECF), ("magenta", 0xFFE040C0), ("grey", 0xFF808080), ("yellow", 0xFFE0C010),
    ];

    private static readonly string[] Markers = ["circles", "squares", "triangles", "crosses", ""];

    public static FigurePlan Draw(PaperTopic topic, string system, Random random)
    {
        var kinds = Enum.GetValues<FigureKind>();
        string[] quantities = [.. topic.Quantities];
        random.Shuffle(quantities);
        string[] methods = [.. topic.Methods];
        random.Shuffle(methods);
        var palette = Palette.ToArray();
        random.Shuffle(palette);
        int series = 1 + random.Next(4);
        return new FigurePlan(
            random.NextDouble() < 0.4 ? FigureKind.Line : kinds[random.Next(kinds.Length)],
            system,
            quantities[0],
            quantities[1],
            random.NextDouble() < 0.55 ? 1 : random.Next(2, 5),
            random.NextDouble() < 0.25,
            [.. Enumerable.Range(0, series).Select(i => new FigureSeries(methods[i], palette[i].Name, palette[i].Color, random.Next(3) == 0, Markers[random.Next(Markers.Length)]))]);
    }
}
