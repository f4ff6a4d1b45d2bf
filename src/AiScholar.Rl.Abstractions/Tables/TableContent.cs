namespace AiScholar.Rl;

/// <summary>A table: a grid of cells, some of which span several rows or columns.</summary>
[ElementContentKind("table")]
public sealed record TableContent : ElementContent
{
    /// <summary>Number of rows, header rows included.</summary>
    public required int RowCount { get; init; }

    /// <summary>Number of columns.</summary>
    public required int ColumnCount { get; init; }

    /// <summary>How many of the first rows are header rows.</summary>
    public int HeaderRowCount { get; init; }

    /// <summary>The head of each column, header rows joined by a space; empty strings where a column has none.</summary>
    public IReadOnlyList<string> Headers { get; init; } = [];

    /// <summary>The cells in row, then column order; a spanning cell is listed once.</summary>
    public required IReadOnlyList<TableCell> Cells { get; init; }

    /// <summary>The text of each grid position: <see cref="RowCount"/> rows of <see cref="ColumnCount"/>; a spanning cell's text stands at its first position, the others are empty.</summary>
    public IReadOnlyList<IReadOnlyList<string>> ToRows()
    {
        string[][] rows = [.. Enumerable.Range(0, RowCount).Select(_ => Enumerable.Repeat("", ColumnCount).ToArray())];
        foreach (TableCell cell in Cells)
        {
            if (cell.Row >= 0 && cell.Row < RowCount && cell.Column >= 0 && cell.Column < ColumnCount)
                rows[cell.Row][cell.Column] = cell.Text;
        }

        return rows;
    }
}
