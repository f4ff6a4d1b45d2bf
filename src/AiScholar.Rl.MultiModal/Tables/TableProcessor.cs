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
        TableContent table = Recognize(region) ?? throw new ArgumentException("The region holds no words; a table needs some.", nameof(region));
        return ValueTask.FromResult(new VisualElement
        {
            ElementType = VisualElementType.Table,
            BoundingBox = region.BoundingBox,
            PageNumber = region.Page.Number,
            Confidence = region.DetectionScore,
            Content = table,
            Properties = ElementEvidence.ToProperties(Evidence(table)),
        });
    }

    /// <summary>Rows with several texts, places of the grid that hold one, and figures speak for a table.</summary>
    private static IReadOnlyList<(string Name, double Value)> Evidence(TableContent table)
    {
        TableQuality quality = TableQuality.Of(table);
        return [("fullRows", quality.FullRows), ("filled", quality.Fill), ("figures", quality.Figures)];
    }

    /// <summary>A table whose text runs upwards or downwards is read in the frame of its text.</summary>
    private static TableContent? Recognize(VisualRegion region)
    {
        IReadOnlyList<Ruling> rulings = PageLayout.Of(region.Page).Rulings;
        QuarterTurn turn = QuarterTurn.Of(region.Words, region.Page);
        if (turn.Degrees == 0)
            return TableStructure.Recognize(region.Words, rulings)?.Content;
        TableContent? own = TableStructure.Recognize([.. region.Words.Select(turn.Own)], [.. rulings.Select(turn.Own)])?.Content;
        return own is null ? null : own with { Cells = [.. own.Cells.Select(cell => cell with { BoundingBox = turn.Shown(cell.BoundingBox) })] };
    }
}
