namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>Turns tables as the SDK reads them into those of the competition.</summary>
public static class GridTables
{
    /// <param name="element">A table.</param>
    /// <param name="height">The page's height in points: the competition counts y upwards.</param>
    public static GridTable Of(VisualElement element, double height)
    {
        var content = (TableContent)element.Content!;
        BoundingBox box = element.BoundingBox;
        return new GridTable(element.PageNumber, box.Left, height - box.Bottom, box.Right, height - box.Top, [.. content.Cells
            .Where(cell => cell.Text.Length > 0)
            .Select(cell => new GridCell(cell.Row, cell.Row + cell.RowSpan - 1, cell.Column, cell.Column + cell.ColumnSpan - 1, cell.Text)
            {
                X1 = cell.BoundingBox.Left,
                Y1 = height - cell.BoundingBox.Bottom,
                X2 = cell.BoundingBox.Right,
                Y2 = height - cell.BoundingBox.Top,
            })]);
    }
}
