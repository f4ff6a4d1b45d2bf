namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a diagram or flowchart: its shapes and how they are connected.</summary>
internal sealed class DiagramProcessor(DiagramReadings readings, IChartLabelReader labelReader) : IVisualProcessor
{
    private readonly DiagramLabels _labels = new(labelReader);

    public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [VisualElementType.Diagram, VisualElementType.Flowchart];

    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        return ValueTask.FromResult(region.Page.Raster is null ? 0 : region.DetectionScore);
    }

    public async ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        RasterImage raster = region.Page.Raster ?? throw new ArgumentException("The region's page has no pixels to read a diagram from.", nameof(region));
        (ReadDiagram? diagram, string? issue) = await Task.Run(() => readings.Of(raster, cancellationToken), cancellationToken).ConfigureAwait(false);
        if (diagram is not null)
        {
            // Words of a text layer or of recognition go before the label reader's.
            IReadOnlyList<PageWord> words = region.Page.Words.Count > 0 ? region.Page.Words : await _labels.ReadAsync(raster, diagram.Texts, cancellationToken).ConfigureAwait(false);
            diagram = DiagramWords.Assign(diagram, words);
        }

        return new VisualElement
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
            Issues = issue is null ? [] : [new ResultIssue { Code = AdvancedRlErrorCode.DocumentLimitExceeded, Message = issue, PageNumber = region.Page.Number }],
        };
    }
}
