namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a chart: its kind, axes, series and points in data units.</summary>
internal sealed class ChartProcessor(ChartReadings readings) : IVisualProcessor
{
    public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [VisualElementType.Chart];

    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        return ValueTask.FromResult(region.Page.Raster is null ? 0 : region.DetectionScore);
    }

    public async ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        RasterImage raster = region.Page.Raster ?? throw new ArgumentException("The region's page has no pixels to read a chart from.", nameof(region));
        (ReadChart? chart, string? issue) = await readings.OfAsync(raster, cancellationToken).ConfigureAwait(false);
        return new VisualElement
        {
            ElementType = VisualElementType.Chart,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = chart is null ? 0 : ChartQuality.Confidence(region.DetectionScore, chart.Quality),
            Content = chart?.Content,
            Properties = ElementEvidence.ToProperties(chart?.Evidence ?? []),
            Issues = issue is null ? [] : [new ResultIssue { Code = AdvancedRlErrorCode.DocumentLimitExceeded, Message = issue, PageNumber = region.Page.Number }],
        };
    }
}
