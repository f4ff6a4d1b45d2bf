namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a chart that a page draws with paths.</summary>
internal sealed class VectorChartProcessor : IVisualProcessor
{
    public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [VisualElementType.Chart];

    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        return ValueTask.FromResult(region.Page.Raster is null && region.Page.Paths.Count > 0 ? region.DetectionScore : 0);
    }

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        cancellationToken.ThrowIfCancellationRequested();
        ReadChart? chart = VectorChartReader.Read(region.Page, region.BoundingBox);
        return ValueTask.FromResult(new VisualElement
        {
            ElementType = VisualElementType.Chart,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = chart is null ? 0 : ChartQuality.Confidence(region.DetectionScore, chart.Quality),
            Content = chart?.Content,
            Properties = ElementEvidence.ToProperties(chart?.Evidence ?? []),
        });
    }
}
