namespace AiScholar.Rl.MultiModal;

/// <summary>Tells the kind of a chart by what its pixels show, and reads it; scatter plots are left to their own reader.</summary>
internal static class RasterKindReader
{
    private const double Trust = 0.95;
    private const double Tolerance = 3.5;
    private const int Specks = 8;

    /// <summary>How far ink may lie from the middle of the line that it belongs to.</summary>
    private const double Stroke = 4;

    /// <summary>How far the foot of a band may waver, where ticks cut into it.</summary>
    private const double Flat = 9;

    /// <summary>How sure it is at least that a picture with an axis and data along it is a chart.</summary>
    private const double LeastSure = 0.8;
    private const double ThinShare = 0.25;
    private const int Pale = 130 * 130;

    /// <summary>The chart, or null when the picture shows none of these kinds.</summary>
    public static ReadChart? Read(ChartPicture picture, IReadOnlyList<TextBlock> blocks, FittedAxis? x, FittedAxis? y, CancellationToken cancellationToken)
    {
        PixelBox? plotArea = RasterPlotArea.Find(picture, x, y);
        blocks = TextBlockCleaner.Clean(blocks, plotArea);
        List<TextPiece> pieces = TextPieceFinder.Find(picture, blocks);
        HashSet<TextBlock> labels = [.. Blocks(x), .. Blocks(y)];
        List<LegendKey> legend = RasterLegendFinder.Find(picture, [.. pieces.Where(piece => plotArea is not { } plot || piece.Box.Right > plot.Left)], labels);
        cancellationToken.ThrowIfCancellationRequested();
        var whole = new BoundingBox(0, 0, picture.Grid.Width, picture.Grid.Height);
        if (RasterHeatMapReader.Read(picture, blocks, pieces, y) is { } map)
            return new ReadChart(map.Content, whole, LeastSure + ((1 - LeastSure) * map.Confidence)) { Quality = ChartQuality.Of(map.Confidence, map.Content.Cells.Average(cell => cell.Confidence) / map.Confidence, map.Content.Cells.Count), Evidence = ChartEvidence.OfCells(map.Confidence, map.Content.Cells.Average(cell => cell.Confidence) / map.Confidence) };
        cancellationToken.ThrowIfCancellationRequested();
        if (plotArea is { } area && Scene(picture, pieces, legend, area, x, y) is { } scene)
        {
            return ReadPlot(picture, scene, legend, area, cancellationToken) is var (content, explained)
                ? new ReadChart(content, whole, LeastSure + ((1 - LeastSure) * scene.Confidence)) { Quality = ChartQuality.Of(scene.Confidence, explained, ChartQuality.Marks(content)), Evidence = ChartEvidence.Of(scene, explained) }
                : null;
        }

        return RasterPieReader.Read(picture, pieces, legend) is { } pie ? new ReadChart(pie, whole, 0.9) { Evidence = [("explained", 1)] } : null;
    }

    /// <summary>The axes of a scatter plot, read again from labels without ticks.</summary>
    public static (FittedAxis? X, FittedAxis? Y) Refine(ChartPicture picture, IReadOnlyList<TextBlock> blocks, FittedAxis? x, FittedAxis? y)
    {
        if (RasterPlotArea.Find(picture, x, y) is not { } area)
            return (x, y);
        var labels = new RasterAxisLabels(picture, TextPieceFinder.Find(picture, TextBlockCleaner.Clean(blocks, area)), area);
        return (labels.Better(x, level: true), labels.Better(y, level: false));
    }

    private static IEnumerable<TextBlock> Blocks(FittedAxis? axis) => axis is null || axis.Labels.Count < 3 || axis.Turn != 0 ? [] : axis.Labels.Where(label => label.Reading.Text?.Value is not null).Select(label => label.Block!);

    private static ChartScene? Scene(ChartPicture picture, List<TextPiece> pieces, List<LegendKey> legend, PixelBox area, FittedAxis? x, FittedAxis? y)
    {
        List<TextPiece> free = [.. pieces.Where(piece => !legend.Exists(key => key.Box.Contains(piece.Box.CenterX, piece.Box.CenterY)))];
        var labels = new RasterAxisLabels(picture, free, area);
        // A chart has numbers on one axis at least.
        if (labels.Numbers(x, level: true) is null && labels.Numbers(y, level: false) is null)
            return null;
        return labels.Across(x) is { } across && labels.Up(y) is { } up
            ? new ChartScene { Area = area.ToBoundingBox(), X = across, Y = up, Names = [.. legend.Select(key => key.Name)], Trust = Trust }
            : null;
    }

    /// <summary>The chart, and the share of its ink that it explains.</summary>
    private static (ChartContent Content, double Explained)? ReadPlot(ChartPicture picture, ChartScene scene, List<LegendKey> legend, PixelBox area, CancellationToken cancellationToken)
    {
        BitMask ink = DataInk.Of(picture, area, legend);
        int background = picture.Backdrop.PanelColor;
        int[] palette = DataPalette.Find(picture.Grid, ink, background, legend);
        var all = ColorLayers.Of(picture.Grid, ink, background, palette);
        BitMask[] layers = [.. Enumerable.Range(0, palette.Length).Select(all.MaskOf)];
        cancellationToken.ThrowIfCancellationRequested();
        List<SceneRectangle> rectangles = BarShapes.Find(layers);
        if (RasterBoxFinder.Find(picture, area, rectangles, cancellationToken) is { Count: > 1 } boxes && BoxBuilder.Build(scene, boxes) is { } box)
            return (box, Math.Min(1, 2.0 * boxes.Count / Math.Max(1, rectangles.Count(item => item.Box.Height > Tolerance))));
        List<SceneRectangle> bars = [.. rectangles.Where(item => Math.Max(item.Box.Width, item.Box.Height) >= 6)];
        double solid = bars.Sum(item => item.Box.Area), thick = layers.Sum(layer => SolidFinder.Open(layer).Count());
        if (solid > 0.8 * thick && BarBuilder.Build(scene, bars, Tolerance) is { } barChart)
            return (barChart, solid / Math.Max(solid, thick) * ChartQuality.Agree(ChartQuality.Marks(barChart), rectangles.Count));
        if (BandFinder.Find(layers, area) is { Count: > 0 } bands && thick > 0.02 * area.Area && CurveBuilder.Areas(scene, bands, Flat) is { } areas)
            return (areas, ChartQuality.Agree(ChartQuality.Area(bands), thick));
        if (AreSpecks(layers, area))
            return null;
        List<SceneCurve> curves = Curves(layers, palette, background, area);
        return CurveBuilder.Lines(scene, curves) is { } lines ? (lines, ChartQuality.Traced(layers, curves, Stroke)) : null;
    }

    private static List<SceneCurve> Curves(BitMask[] layers, int[] palette, int background, PixelBox area)
    {
        var curves = new List<SceneCurve>();
        for (int color = 0; color < layers.Length; color++)
        {
            if (CurveTracer.Trace(layers[color], area) is { } points && !(IsPale(palette[color], background) && IsLevel(points)))
                curves.Add(new SceneCurve(points, color));
        }

        return curves;
    }

    private static bool IsPale(int color, int background) => PixelGrid.DistanceSquared(color, background) < Pale;

    /// <summary>Whether a line is level nearly everywhere: what is left of a gridline.</summary>
    private static bool IsLevel(List<(double X, double Y)> points)
    {
        double level = points.Zip(points.Skip(1)).Where(pair => Math.Abs(pair.First.Y - pair.Second.Y) <= 1.5).Sum(pair => pair.Second.X - pair.First.X);
        return level > 0.8 * (points[^1].X - points[0].X);
    }

    /// <summary>Many small compact shapes of like size, or nothing long: a scatter plot.</summary>
    private static bool AreSpecks(BitMask[] layers, PixelBox area)
    {
        List<Blob> blobs = [.. layers.SelectMany(ConnectedComponents.Find)];
        if (blobs.Count == 0 || blobs.Max(blob => blob.Box.Width) < ThinShare * area.Width)
            return true;
        Blob[] compact = [.. blobs.Where(blob => Math.Min(blob.Box.Width, blob.Box.Height) >= 4 && blob.Box.Longest < 0.06 * Math.Max(area.Width, area.Height) && blob.Fill > 0.45)];
        if (compact.Length < Specks)
            return false;
        double size = compact.Select(blob => (double)blob.Box.Longest).Order().ElementAt(compact.Length / 2);
        return compact.Count(blob => Math.Abs(blob.Box.Longest - size) <= Math.Max(1.5, 0.25 * size)) >= Specks;
    }
}
