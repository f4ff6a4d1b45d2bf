namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a figure: what it is drawn with, the words in it and its panels.</summary>
internal sealed class FigureProcessor : IVisualProcessor
{
    public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [VisualElementType.Figure];

    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        return ValueTask.FromResult(region.Words.Count + region.Images.Count + region.Paths.Count > 0 ? region.DetectionScore : 0);
    }

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(new VisualElement
        {
            ElementType = VisualElementType.Figure,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = region.DetectionScore,
            Content = new FigureContent
            {
                Rendering = region.Images.Count == 0 ? "vector" : region.Paths.Count == 0 ? "raster" : "mixed",
                Text = string.Join(' ', region.Words.Select(word => word.Text)),
                Panels = PanelFinder.Find(region),
            },
        });
    }
}
