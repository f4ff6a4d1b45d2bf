namespace AiScholar.Rl.MultiModal;

/// <summary>Tells head rows from data rows.</summary>
internal static class HeaderFinder
{
    /// <summary>How many of the first lines are heads: those before the first line of figures, or above the first inner ruling over the full width.</summary>
    public static int HeadLines(IReadOnlyList<TableLine> lines)
    {
        int data = lines.ToList().FindIndex(line => line.IsData);
        return data < 0 ? 0 : data;
    }

    /// <summary>How many of the first rows of a grid are head rows; a head that spans rows makes all of them head rows.</summary>
    public static int HeadRows(TableGrid grid, IReadOnlyList<GridArea> areas)
    {
        int heads = HeadRows(grid);
        int last = areas.Where(area => area.FirstRow < heads).Select(area => area.LastRow + 1).DefaultIfEmpty(0).Max();
        return heads > 0 && last < grid.Rows.Count ? Math.Max(heads, last) : heads;
    }

    private static int HeadRows(TableGrid grid)
    {
        int rows = grid.Rows.Count;
        if (rows < 2)
            return 0;
        for (int row = 0; row < rows; row++)
        {
            if (!grid.Rows[row].Lines.Any(line => line.IsData))
                continue;
            if (row > 0)
                return LastMultiPiece(grid, row);
            return IsDistinct(grid) ? 1 : 0;
        }

        return grid.Rows[0].Lines.Any(line => line.Pieces.Count > 1) ? 1 : 0;
    }

    /// <summary>Head rows end with the last row above the data that heads more than one column; single titles below it are sections of the body.</summary>
    private static int LastMultiPiece(TableGrid grid, int firstData)
    {
        for (int row = firstData - 1; row >= 0; row--)
        {
            if (grid.Rows[row].Lines.Any(line => line.Pieces.Count > 1 || line.Pieces.Any(piece => piece.FirstColumn > 0)))
                return row + 1;
        }

        return firstData;
    }

    /// <summary>Heads that are figures themselves, such as years: bold over regular, or a ruling below the first row only.</summary>
    private static bool IsDistinct(TableGrid grid)
    {
        bool firstBold = grid.Rows[0].Lines.SelectMany(line => line.Line.Words).All(word => word.IsBold);
        bool secondBold = grid.Rows[1].Lines.SelectMany(line => line.Line.Words).All(word => word.IsBold);
        if (firstBold && !secondBold)
            return true;
        bool ruled = Enumerable.Range(0, grid.Columns.Count).Count(column => grid.RuledAbove(1, column)) > grid.Columns.Count / 2;
        bool next = grid.Rows.Count > 2 && Enumerable.Range(0, grid.Columns.Count).Count(column => grid.RuledAbove(2, column)) > grid.Columns.Count / 2;
        return (ruled && !next) || grid.IsEmpty(0, 0);
    }
}
