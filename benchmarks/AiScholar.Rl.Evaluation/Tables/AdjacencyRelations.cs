using System.Text;

namespace AiScholar.Rl.Evaluation.Tables;

/// <summary>
/// Adjacency relations of tables: M. Göbel, T. Hassan, E. Oro, G. Orsi, "A methodology for evaluating algorithms for table understanding in PDF
/// documents", DocEng 2012, section 4: each non-empty cell with its nearest non-empty neighbour to the right and below.
/// </summary>
public static class AdjacencyRelations
{
    /// <summary>The relations of a document's tables; one that occurs several times on a page is listed as often.</summary>
    public static List<Relation> Of(IEnumerable<GridTable> tables) => [.. tables.SelectMany(OfTable)];

    /// <summary>How many of <paramref name="predicted"/> are in <paramref name="truth"/>, each true relation counting once.</summary>
    public static int Matches(IEnumerable<Relation> truth, IEnumerable<Relation> predicted)
    {
        Dictionary<Relation, int> left = truth.CountBy(relation => relation).ToDictionary();
        int matches = 0;
        foreach (Relation relation in predicted)
        {
            if (left.TryGetValue(relation, out int count) && count > 0)
            {
                left[relation] = count - 1;
                matches++;
            }
        }

        return matches;
    }

    /// <summary>White space removed, every sign that is neither letter nor digit replaced by an underscore.</summary>
    public static string Normalize(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
                continue;
            if (Rune.IsLetterOrDigit(rune))
                result.Append(rune);
            else
                result.Append('_');
        }

        return result.ToString();
    }

    private static IEnumerable<Relation> OfTable(GridTable table)
    {
        GridCell[] cells = [.. table.Cells.Where(cell => Normalize(cell.Text).Length > 0)];
        var grid = new Dictionary<(int Row, int Column), GridCell>();
        foreach (GridCell cell in cells)
        {
            for (int row = cell.StartRow; row <= cell.EndRow; row++)
            {
                for (int column = cell.StartColumn; column <= cell.EndColumn; column++)
                    grid.TryAdd((row, column), cell);
            }
        }

        int rows = cells.Length == 0 ? 0 : cells.Max(cell => cell.EndRow) + 1, columns = cells.Length == 0 ? 0 : cells.Max(cell => cell.EndColumn) + 1;
        var seen = new HashSet<(GridCell, GridCell, bool)>(ReferencePairs.Instance);
        foreach (GridCell cell in cells)
        {
            for (int row = cell.StartRow; row <= cell.EndRow; row++)
            {
                if (Next(cell, row, cell.EndColumn, 0, 1) is { } right && seen.Add((cell, right, true)))
                    yield return new Relation(table.Page, Normalize(cell.Text), Normalize(right.Text), true);
            }

            for (int column = cell.StartColumn; column <= cell.EndColumn; column++)
            {
                if (Next(cell, cell.EndRow, column, 1, 0) is { } below && seen.Add((cell, below, false)))
                    yield return new Relation(table.Page, Normalize(cell.Text), Normalize(below.Text), false);
            }
        }

        GridCell? Next(GridCell from, int row, int column, int down, int right)
        {
            for (row += down, column += right; row < rows && column < columns; row += down, column += right)
            {
                if (grid.TryGetValue((row, column), out GridCell? found) && !ReferenceEquals(found, from))
                    return found;
            }

            return null;
        }
    }

    private sealed class ReferencePairs : IEqualityComparer<(GridCell, GridCell, bool)>
    {
        public static ReferencePairs Instance { get; } = new();

        public bool Equals((GridCell, GridCell, bool) x, (GridCell, GridCell, bool) y) =>
            ReferenceEquals(x.Item1, y.Item1) && ReferenceEquals(x.Item2, y.Item2) && x.Item3 == y.Item3;

        public int GetHashCode((GridCell, GridCell, bool) pair) => HashCode.Combine(
            System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item1), System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(pair.Item2), pair.Item3);
    }
}
