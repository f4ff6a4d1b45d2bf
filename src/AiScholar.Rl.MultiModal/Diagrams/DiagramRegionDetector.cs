namespace AiScholar.Rl.MultiModal;

/// <summary>Proposes a picture file as a diagram when connected shapes can be read in it.</summary>
internal sealed class DiagramRegionDetector(DiagramReadings readings) : IRegionDetector
{
    public async ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        if (page.Raster is not { } raster || page.Words.Count > 0)
            return [];
        (ReadDiagram? diagram, _) = await Task.Run(() => readings.Of(raster, cancellationToken), cancellationToken).ConfigureAwait(false);
        return diagram is null ? [] : [new VisualRegion { Page = page, BoundingBox = diagram.Box, SuggestedType = diagram.IsFlowchart ? VisualElementType.Flowchart : VisualElementType.Diagram, DetectionScore = 0.6 + (0.35 * diagram.Confidence) }];
    }
}
