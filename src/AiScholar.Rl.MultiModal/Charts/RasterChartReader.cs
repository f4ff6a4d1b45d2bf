namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a chart from its pixels: axes by their labels, then the data in their units.</summary>
internal static class RasterChartReader
{
    private const int Smallest = 48;

    /// <summary>The chart, or null when the picture shows none that can be read.</summary>
    /// <exception cref="ChartLimitException">The picture or its chart is over a limit.</exception>
    public static ReadChart? Read(RasterImage image, ChartOptions options, CancellationToken cancellationToken)
    {
        if (image.Width < Smallest || image.Height < Smallest)
            return null;
        if ((long)image.Width * image.Height > options.MaxPixels)
            throw new ChartLimitException(options.MaxPixels, nameof(ChartOptions.MaxPixels));
        ChartPicture picture = ChartPicture.Of(PixelGrid.Of(image));
        cancellationToken.ThrowIfCancellationRequested();
        List<TextBlock> blocks = TextBlockFinder.Find(picture);
        (FittedAxis? x, FittedAxis? y) = new AxisFinder(picture, blocks, cancellationToken).Find();
        if (RasterKindReader.Read(picture, blocks, x, y, cancellationToken) is { } other)
            return other;
        (x, y) = RasterKindReader.Refine(picture, blocks, x, y);
        if (x is null || y is null)
            return null;
        PixelBox area = picture.Area ?? Around(x, y, picture.Grid);
        HashSet<Blob> text = ChartText.Find(picture, blocks, x, y);
        text.UnionWith(TickFinder.Find(picture, x, level: true));
        text.UnionWith(TickFinder.Find(picture, y, level: false));
        List<LegendKey> legend = ScatterSeries.Legend(picture, blocks, x, y);
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
        return new ReadChart(content, new BoundingBox(0, 0, image.Width, image.Height), confidence);

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
