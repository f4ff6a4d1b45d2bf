using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Proposes a figure that a PDF draws with paths as a diagram, when it shows shapes with text that lines connect and does not read as a chart.</summary>
internal sealed class VectorDiagramDetector(IOptions<DiagramOptions> options) : IRegionDetector
{
    private const int FewestPaths = 3;
    private const double Ahead = 0.01;

    public ValueTask<IReadOnlyList<VisualRegion>> DetectAsync(DocumentPage page, IReadOnlyList<CaptionText> captions, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(page);
        ArgumentNullException.ThrowIfNull(captions);
        var regions = new List<VisualRegion>();
        if (page.Raster is not null || page.Paths.Count < FewestPaths || page.Words.Count < 2)
            return ValueTask.FromResult<IReadOnlyList<VisualRegion>>(regions);
        var whole = new BoundingBox(0, 0, page.Width, page.Height);
        foreach (FigureCandidate figure in RegionFinder.Of(PageLayout.Of(page), captions).Figures)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (whole.Intersect(figure.Box) is not { Width: > 0, Height: > 0 } shown || VectorDiagramReader.Read(page, shown, options.Value, cancellationToken) is not { } diagram || VectorChartReader.Read(page, shown) is not null)
                continue;
            regions.Add(new VisualRegion
            {
                Page = page,
                BoundingBox = shown,
                SuggestedType = diagram.IsFlowchart ? VisualElementType.Flowchart : VisualElementType.Diagram,
                DetectionScore = Math.Clamp(Math.Max(figure.Score + Ahead, 0.6 + (0.35 * diagram.Confidence)), 0, 1),
                Caption = figure.Caption,
            });
        }

        return ValueTask.FromResult<IReadOnlyList<VisualRegion>>(regions);
    }
}
