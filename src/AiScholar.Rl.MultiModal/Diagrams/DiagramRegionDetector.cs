namespace AiScholar.Rl.MultiModal;

/// <summary>Proposes a picture file as a diagram when connected shapes can be read in it; words that were recognized must mostly lie within it.</summary>
internal sealed class DiagramRegionDetector(DiagramReadings readings) : IRegionDetector
{
    private const double HeldWords = 0.5;

    public async ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        // The pixels of a scanned page are not its points; only a picture file is read whole.
        if (page.Raster is not { } raster || Math.Abs(raster.Width - page.Width) > 1)
            return [];
        (ReadDiagram? diagram, _) = await Task.Run(() => readings.Of(raster, cancellationToken), cancellationToken).ConfigureAwait(false);
        bool isText = diagram is not null && page.Words.Count > 0 && page.Words.Count(word => IsHeld(word, diagram)) < HeldWords * page.Words.Count;
        return diagram is null || isText ? [] : [new VisualRegion { Page = page, BoundingBox = diagram.Box, SuggestedType = diagram.IsFlowchart ? VisualElementType.Flowchart : VisualElementType.Diagram, DetectionScore = 0.6 + (0.35 * diagram.Confidence) }];
    }

    /// <summary>A word in a shape, or beside one: a page of prose has most words far from any.</summary>
    private static bool IsHeld(PageWord word, ReadDiagram diagram) =>
        diagram.Nodes.Any(node => node.BoundingBox.Inflate(2 * word.BoundingBox.Height).Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY)) ||
        diagram.Paths.Any(path => path.Any(point => word.BoundingBox.Inflate(2 * word.BoundingBox.Height).Contains(point.X, point.Y)));
}
