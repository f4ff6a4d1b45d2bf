namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a chart from its pixels: axes by their labels, then the data in their units.</summary>
internal static class RasterChartReader
{
    private const int Smallest = 48;

    /// <summary>The chart as the built-in label reader reads it, or null when the picture shows none that can be read.</summary>
    /// <exception cref="ChartLimitException">The picture or its chart is over a limit.</exception>
    public static ReadChart? Read(RasterImage image, ChartOptions options, CancellationToken cancellationToken) =>
        Open(image, options, cancellationToken) is (var picture, var blocks) ? Read(picture, blocks, options, cancellationToken) : null;

    /// <summary>The chart, its labels read by <paramref name="labels"/>; null when the picture shows none that can be read.</summary>
    /// <exception cref="ChartLimitException">The picture or its chart is over a limit.</exception>
    public static async ValueTask<ReadChart?> ReadAsync(RasterImage image, ChartOptions options, IChartLabelReader labels, CancellationToken cancellationToken)
    {
        if (Open(image, options, cancellationToken) is not (var picture, var blocks))
            return null;
        // The built-in reader reads within the search for axes, where it knows the labels' turn and offers several readings.
        if (labels is not ChartLabelReader)
            await HostLabels.ReadAsync(picture, blocks.Where(block => AxisFinder.IsLabelSized(picture, block)), labels, cancellationToken).ConfigureAwait(false);
        return Read(picture, blocks, options, cancellationToken);
    }

    private static (ChartPicture Picture, List<TextBlock> Blocks)? Open(RasterImage image, ChartOptions options, CancellationToken cancellationToken)
    {
        if (image.Width < Smallest || image.Height < Smallest)
            return null;
        if ((long)image.Width * image.Height > options.MaxPixels)
            throw new ChartLimitException(options.MaxPixels, nameof(ChartOptions.MaxPixels));
        ChartPicture picture = ChartPicture.Of(PixelGrid.Of(image));
        cancellationToken.ThrowIfCancellationRequested();
        return (picture, LabelRows.Add(TextBlockFinder.Find(picture)));
    }

    private static ReadChart? Read(ChartPicture picture, List<TextBlock> blocks, ChartOptions options, CancellationToken cancellationToken)
    {
        (FittedAxis? x, FittedAxis? y) = new AxisFinder(picture, blocks, cancellationToken).Find();
        List<TextBlock> whole = [.. blocks.Where(block => block.Whole is null)];
        if (RasterKindReader.Read(picture, whole, x, y, cancellationToken) is { } other)
            return other;
        (x, y) = RasterKindReader.Refine(picture, whole, x, y);
        if (x is null || y is null)
            return null;
        PixelBox area = picture.Area ?? Around(x, y, picture.Grid);
        HashSet<Blob> text = ChartText.Find(picture, blocks, x, y);
        text.UnionWith(TickFinder.Find(picture, x, level: true));
        text.UnionWith(TickFinder.Find(picture, y, level: false));
        List<LegendKey> legend = ScatterSeries.Legend(picture, whole, x, y);
        text.UnionWith(ScatterSeries.Blobs(picture, legend));
        (List<FoundMarker> markers, IReadOnlyList<int> colors) = new MarkerFinder(picture, options, cancellationToken).Find(area, text);
        if (markers.Count == 0)
            return null;
        double confidence = Math.Min(x.Scale.Confidence, y.Scale.Confidence);
        var content = new ChartContent
        {
            ChartKind = "scatter",
            Axes = [Axis("x", x.Scale, area.Left, area.Right), Axis("y", y.Scale, area.Bottom, area.Top)],
            Series = [.. ScatterSeries.Group(picture, markers, legend, Point)],
        };
        return new ReadChart(content, picture.Grid.Bounds.ToBoundingBox(), confidence)
        {
            Quality = ChartQuality.Of(Math.Min(ChartQuality.Of(x), ChartQuality.Of(y)), markers.Average(marker => marker.Confidence), markers.Count),
            Evidence = ChartEvidence.Of(x, y, markers, picture.Area is not null),
        };

        ChartPoint Point(FoundMarker marker) => new() { X = x.Scale.ValueAt(marker.X), Y = y.Scale.ValueAt(marker.Y), Confidence = marker.Confidence * confidence };
    }

    private static ChartAxis Axis(string name, AxisScale scale, double from, double to)
    {
        double a = scale.ValueAt(from), b = scale.ValueAt(to);
        return new ChartAxis { Name = name, Scale = scale.IsLogarithmic ? "log" : scale.IsDate ? "date" : "linear", Minimum = Math.Min(a, b), Maximum = Math.Max(a, b) };
    }

    /// <summary>Where neither background nor lines show the plot area, it is what the labels span and a step more.</summary>
    private static PixelBox Around(FittedAxis x, FittedAxis y, PixelGrid grid)
    {
        (double left, double right) = Span(x);
        (double top, double bottom) = Span(y);
        return new PixelBox((int)left, (int)top, (int)right, (int)bottom).Clip(grid.Bounds);
    }

    private static (double From, double To) Span(FittedAxis axis)
    {
        double from = axis.Labels.Min(label => label.Position), to = axis.Labels.Max(label => label.Position), step = (to - from) / (axis.Labels.Count - 1);
        return (from - step, to + step);
    }
}
