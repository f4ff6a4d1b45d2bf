namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a table: its rows, columns, heads and cells, from rulings and the alignment of its words.</summary>
internal sealed class TableProcessor : IVisualProcessor
{
    public IReadOnlyCollection<VisualElementType> ElementTypes { get; } = [VisualElementType.Table];

    public ValueTask<double> ScoreAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        return ValueTask.FromResult(region.Words.Count > 0 ? region.DetectionScore : 0);
    }

    public ValueTask<VisualElement> ProcessAsync(VisualRegion region, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(region);
        cancellationToken.ThrowIfCancellationRequested();
        RecognizedTable table = TableStructure.Recognize(region.Words, PageLayout.Of(region.Page).Rulings)
            ?? throw new ArgumentException("The region holds no words; a table needs some.", nameof(region));
        return ValueTask.FromResult(new VisualElement
        {
            ElementType = VisualElementType.Table,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = region.DetectionScore,
            Content = table.Content,
        });
    }
}
