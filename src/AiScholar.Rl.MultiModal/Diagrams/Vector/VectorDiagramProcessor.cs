using Microsoft.Extensions.Options;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a diagram or flowchart that a page draws with paths.</summary>
internal sealed class VectorDiagramProcessor(IOptions<DiagramOptions> options) : IVisualProcessor
{
    public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [VisualElementType.Diagram, VisualElementType.Flowchart];

    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        return ValueTask.FromResult(region.Page.Raster is null && region.Page.Paths.Count > 0 ? region.DetectionScore : 0);
    }

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        ReadDiagram? diagram = VectorDiagramReader.Read(region.Page, region.BoundingBox, options.Value, cancellationToken);
        return ValueTask.FromResult(new VisualElement
        {
            ElementType = diagram is { IsFlowchart: true } ? VisualElementType.Flowchart : VisualElementType.Diagram,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = diagram is null ? 0 : region.DetectionScore,
            Properties = ElementEvidence.ToProperties(diagram?.Evidence ?? []),
            Content = diagram switch
            {
                null => null,
                { IsFlowchart: true } => new FlowchartContent { Nodes = diagram.Nodes, Edges = diagram.Edges },
                _ => new DiagramContent { Nodes = diagram.Nodes, Edges = diagram.Edges },
            },
        });
    }
}
