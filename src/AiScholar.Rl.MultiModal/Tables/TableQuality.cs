namespace AiScholar.Rl.MultiModal;

/// <summary>How much a recognised structure looks like a table, from what its cells hold.</summary>
internal sealed record TableQuality
{
    public required int Rows { get; init; }

    public required int Columns { get; init; }

    /// <summary>Cells with text over all places of the grid.</summary>
    public required double Fill { get; init; }

    /// <summary>Rows with at least two cells of text, of all rows.</summary>
    public required double FullRows { get; init; }

    /// <summary>Cells that are figures, among those with text after the first column.</summary>
    public required double Figures { get; init; }

    /// <summary>Cells of more than 15 words, among those with text.</summary>
    public required double LongCells { get; init; }

    /// <summary>Whether the first column holds only bullets or item numbers.</summary>
    public required bool IsList { get; init; }

    public static TableQuality Of(TableContent table)
    {
        TableCell[] filled = [.. table.Cells.Where(cell => cell.Text.Length > 0)];
        TableCell[] later = [.. filled.Where(cell => cell.Column > 0)];
        int places = Math.Max(1, table.RowCount * table.ColumnCount);
        TableCell[] first = [.. filled.Where(cell => cell.Column == 0 && cell.ColumnSpan == 1)];
        return new TableQuality
        {
            Rows = table.RowCount,
            Columns = table.ColumnCount,
            Fill = filled.Sum(cell => cell.RowSpan * cell.ColumnSpan) / (double)places,
            FullRows = Enumerable.Range(0, table.RowCount).Count(row => filled.Count(cell => cell.Row <= row && cell.Row + cell.RowSpan > row) >= 2) / (double)Math.Max(1, table.RowCount),
            Figures = later.Length == 0 ? 0 : later.Count(cell => CellText.IsFigure(cell.Text)) / (double)later.Length,
            LongCells = filled.Length == 0 ? 0 : filled.Count(cell => cell.Text.Count(sign => sign == ' ') >= 15) / (double)filled.Length,
            IsList = first.Length > 0 && first.Count(cell => IsItemMark(cell.Text)) >= 0.8 * first.Length && table.ColumnCount <= 2,
        };
    }

    private static bool IsItemMark(string text) =>
        text.Length <= 5 && (text.All(sign => !char.IsLetterOrDigit(sign)) || text[^1] is '.' or ')' or ']' || text[0] is '(' or '[');
}
