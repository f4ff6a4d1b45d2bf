namespace AiScholar.Rl.MultiModal;

/// <summary>Proposes a figure that a PDF draws with paths as a chart, when its axes and data can be read.</summary>
internal sealed class VectorChartDetector : IRegionDetector
{
    private const int FewestPaths = 4;
    private const int FewestNumbers = 3;
    private const double Ahead = 0.01;

    public ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(captions);
        var regions = new List<VisualRegion>();
        if (page.Raster is not null || page.Paths.Count < FewestPaths || page.Words.Count < FewestNumbers)
            return ValueTask.FromResult<IReadOnlyList<VisualRegion>>(regions);
        var whole = new BoundingBox(0, 0, page.Width, page.Height);
        foreach (FigureCandidate figure in RegionFinder.Of(PageLayout.Of(page), captions).Figures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (whole.Intersect(figure.Box) is { Width: > 0, Height: > 0 } shown && VectorChartReader.Read(page, shown) is { } chart)
                regions.Add(new VisualRegion { Page = page, BoundingBox = shown, SuggestedType = VisualElementType.Chart, DetectionScore = Math.Clamp(Math.Max(figure.Score + Ahead, 0.65 + (0.3 * chart.Confidence)), 0, 1), Caption = figure.Caption });
        }

        return ValueTask.FromResult<IReadOnlyList<VisualRegion>>(regions);
    }
}
