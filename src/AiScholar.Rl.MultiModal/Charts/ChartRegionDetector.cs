namespace AiScholar.Rl.MultiModal;

/// <summary>Proposes a picture file as a chart when two axes can be read in it.</summary>
internal sealed class ChartRegionDetector(ChartReadings readings) : IRegionDetector
{
    public async ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Raster is not { } raster || page.Words.Count > 0)
            return [];
        (ReadChart? chart, _) = await readings.OfAsync(raster, cancellationToken).ConfigureAwait(false);
        return chart is null ? [] : [new VisualRegion { Page = page, BoundingBox = chart.Box, SuggestedType = VisualElementType.Chart, DetectionScore = 0.65 + (0.35 * chart.Confidence) }];
    }
}
