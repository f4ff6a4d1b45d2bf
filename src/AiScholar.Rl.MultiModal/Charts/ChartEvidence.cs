namespace AiScholar.Rl.MultiModal;

/// <summary>What speaks for a chart having been read right.</summary>
internal static class ChartEvidence
{
    /// <summary>Below this share of their ink, markers are guesses.</summary>
    private const double Guessed = 0.7;

    /// <summary>Of a scatter plot: its less sure axis, how far its markers stand clear of one another, and whether the plot area shows.</summary>
    public static IReadOnlyList<(string Name, double Value)> Of(FittedAxis x, FittedAxis y, IReadOnlyList<FoundMarker> markers, bool isFramed) =>
    [
        ("axes", Math.Min(ChartQuality.Of(x), ChartQuality.Of(y))),
        ("settled", (markers.Average(marker => marker.Confidence) - Guessed) / (1 - Guessed)),
        ("framed", isFramed ? 1 : 0),
    ];

    /// <summary>Of the other kinds: its less sure axis of numbers, and the share of the data's ink that was read.</summary>
    public static IReadOnlyList<(string Name, double Value)> Of(ChartScene scene, double explained) => [("axes", Math.Min(Sure(scene.X), Sure(scene.Y))), ("explained", explained)];

    /// <summary>Of a heat map: the scale of its colours, and how sure its cells are of theirs.</summary>
    public static IReadOnlyList<(string Name, double Value)> OfCells(double scale, double cells) => [("axes", scale), ("explained", cells)];

    /// <summary>Names that were misread leave the values right.</summary>
    private static double Sure(SceneAxis axis) => axis.IsCategory ? 1 : axis.Scale.Confidence;
}
