namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds cells that cover several places of the grid: text that crosses column boundaries, and places that rulings enclose together
/// without parting them.
/// </summary>
internal static class SpanFinder
{
    private const int LongestRuledSpan = 12;

    /// <summary>Areas that do not overlap and together cover the grid.</summary>
    public static List<GridArea> Find(TableGrid grid)
    {
        var areas = new List<GridArea>();
        for (int row = 0; row < grid.Rows.Count; row++)
        {
            foreach (LinePiece piece in grid.Rows[row].Lines.SelectMany(line => line.Pieces).Where(piece => piece.IsSpanning))
                Add(areas, new GridArea(row, row, piece.FirstColumn, piece.LastColumn));
        }

        foreach (GridArea enclosed in Enclosed(grid))
        {
            if (IsOneCell(grid, enclosed))
                Add(areas, enclosed);
        }

        for (int row = 0; row < grid.Rows.Count; row++)
        {
            for (int column = 0; column < grid.Columns.Count; column++)
            {
                var place = new GridArea(row, row, column, column);
                if (!areas.Exists(area => area.Overlaps(place)))
                    areas.Add(place);
            }
        }

        return [.. areas.OrderBy(area => area.FirstRow).ThenBy(area => area.FirstColumn)];
    }

    private static void Add(List<GridArea> areas, GridArea added)
    {
        while (areas.FindIndex(area => area.Overlaps(added)) is >= 0 and int index)
        {
            added = added.Union(areas[index]);
            areas.RemoveAt(index);
        }

        areas.Add(added);
    }

    /// <summary>Rectangles of several places with rulings all around and none between.</summary>
    private static IEnumerable<GridArea> Enclosed(TableGrid grid)
    {
        int rows = grid.Rows.Count, columns = grid.Columns.Count;
        bool openSides = grid.HasInnerVerticals;
        var seen = new bool[rows, columns];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                if (seen[row, column])
                    continue;
                List<(int Row, int Column)> places = Flood(grid, row, column, seen);
                var area = new GridArea(places.Min(p => p.Row), places.Max(p => p.Row), places.Min(p => p.Column), places.Max(p => p.Column));
                if (places.Count > 1 && places.Count == area.RowCount * area.ColumnCount && IsClosed(grid, area, openSides))
                    yield return area;
            }
        }
    }

    private static List<(int Row, int Column)> Flood(TableGrid grid, int row, int column, bool[,] seen)
    {
        var places = new List<(int Row, int Column)>();
        var open = new Stack<(int Row, int Column)>([(row, column)]);
        seen[row, column] = true;
        while (open.TryPop(out (int Row, int Column) place))
        {
            places.Add(place);
            Visit(place.Row + 1, place.Column, place.Row + 1 < grid.Rows.Count && !grid.RuledAbove(place.Row + 1, place.Column));
            Visit(place.Row - 1, place.Column, place.Row > 0 && !grid.RuledAbove(place.Row, place.Column));
            Visit(place.Row, place.Column + 1, place.Column + 1 < grid.Columns.Count && !grid.RuledLeft(place.Row, place.Column + 1));
            Visit(place.Row, place.Column - 1, place.Column > 0 && !grid.RuledLeft(place.Row, place.Column));
        }

        return places;

        void Visit(int r, int c, bool reachable)
        {
            if (reachable && !seen[r, c])
            {
                seen[r, c] = true;
                open.Push((r, c));
            }
        }
    }

    /// <summary>Rulings on all four sides; a table with inner vertical rulings may go without its outer ones.</summary>
    private static bool IsClosed(TableGrid grid, GridArea area, bool openSides)
    {
        for (int column = area.FirstColumn; column <= area.LastColumn; column++)
        {
            if (!grid.RuledAbove(area.FirstRow, column) && area.FirstRow > 0)
                return false;
            if (!grid.RuledAbove(area.LastRow + 1, column) && area.LastRow + 1 < grid.Rows.Count)
                return false;
        }

        for (int row = area.FirstRow; row <= area.LastRow; row++)
        {
            bool left = grid.RuledLeft(row, area.FirstColumn) || (openSides && area.FirstColumn == 0);
            bool right = grid.RuledLeft(row, area.LastColumn + 1) || (openSides && area.LastColumn + 1 == grid.Columns.Count);
            if (!left || !right)
                return false;
        }

        return true;
    }

    private static bool IsOneCell(TableGrid grid, GridArea area)
    {
        var filled = new List<(int Row, int Column)>();
        for (int row = area.FirstRow; row <= area.LastRow; row++)
        {
            for (int column = area.FirstColumn; column <= area.LastColumn; column++)
            {
                if (!grid.IsEmpty(row, column))
                    filled.Add((row, column));
            }
        }

        if (filled.Count == 0)
            return false;
        if (area.RowCount > LongestRuledSpan)
            return false;
        bool rowsAreRuled = grid.Rows.Select(row => row.Band).Distinct().Count() >= 3;
        if (area.RowCount > 1 && !rowsAreRuled)
            return false;
        if (filled.Count == 1)
            return true;

        bool ruledElsewhere = Enumerable.Range(area.FirstColumn + 1, area.ColumnCount - 1).All(column => grid.Columns.Boundaries[column - 1].IsRuled);
        if (!ruledElsewhere || !OnePieceALine(grid, area))
            return false;
        return area.RowCount == 1 || filled.Select(place => place.Row).Distinct().Count() == 1 || !AlignsWithRows(grid, area, filled[0].Column);
    }

    /// <summary>Whether no line has two pieces in the area: pieces side by side are cells of their own, whatever rulings are missing.</summary>
    private static bool OnePieceALine(TableGrid grid, GridArea area) =>
        grid.Rows.Skip(area.FirstRow).Take(area.RowCount).SelectMany(row => row.Lines)
            .All(line => line.Pieces.Count(piece => piece.FirstColumn <= area.LastColumn && piece.LastColumn >= area.FirstColumn) <= 1);

    /// <summary>Whether each line of the column stands on the baseline of another column's text, so that the lines are entries of their rows.</summary>
    private static bool AlignsWithRows(TableGrid grid, GridArea area, int column)
    {
        for (int row = area.FirstRow; row <= area.LastRow; row++)
        {
            bool crossesBand = row > area.FirstRow && grid.Rows[row].Band != grid.Rows[row - 1].Band;
            if (crossesBand)
                return false;
            foreach (TableLine line in grid.Rows[row].Lines.Where(line => line.HasColumn(column)))
            {
                if (line.Pieces.Count == 1)
                    return false;
            }
        }

        return true;
    }
}
