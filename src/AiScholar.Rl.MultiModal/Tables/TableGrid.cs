namespace AiScholar.Rl.MultiModal;

/// <summary>The elementary grid of a table: rows and columns, the pieces of text in each place, and the rulings between places.</summary>
internal sealed class TableGrid
{
    private const double Covered = 0.6;
    private readonly List<LinePiece>[,] _pieces;
    private readonly bool[,] _below;
    private readonly bool[,] _right;

    public TableGrid(IReadOnlyList<TableRow> rows, TableColumns columns, GridRulings rulings)
    {
        Rows = rows;
        Columns = columns;
        _pieces = new List<LinePiece>[rows.Count, columns.Count];
        _below = new bool[rows.Count + 1, columns.Count];
        _right = new bool[rows.Count, columns.Count + 1];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < columns.Count; column++)
                _pieces[row, column] = [];
            foreach (LinePiece piece in rows[row].Lines.SelectMany(line => line.Pieces))
                _pieces[row, piece.FirstColumn].Add(piece);
        }

        for (int row = 0; row <= rows.Count; row++)
        {
            for (int column = 0; column < columns.Count; column++)
                _below[row, column] = rulings.CoverAt(row < rows.Count ? rows[row].Top : rows[^1].Bottom, columns[column]) >= Covered;
        }

        for (int row = 0; row < rows.Count; row++)
        {
            var height = new Span(Math.Max(rows[row].Top, rows[row].TextTop - 3), Math.Min(rows[row].Bottom, rows[row].TextBottom + 3));
            for (int column = 0; column <= columns.Count; column++)
                _right[row, column] = rulings.CoverUp(columns.Edge(column), height) >= Covered;
        }
    }

    public IReadOnlyList<TableRow> Rows { get; }

    public TableColumns Columns { get; }

    public List<LinePiece> Pieces(int row, int column) => _pieces[row, column];

    public bool IsEmpty(int row, int column) => _pieces[row, column].Count == 0;

    /// <summary>Whether a ruling stands above the place; the row count asks for the table's bottom.</summary>
    public bool RuledAbove(int row, int column) => _below[row, column];

    /// <summary>Whether a ruling stands left of the place; the column count asks for the table's right edge.</summary>
    public bool RuledLeft(int row, int column) => _right[row, column];

    public bool HasInnerVerticals
    {
        get
        {
            for (int row = 0; row < Rows.Count; row++)
            {
                for (int column = 1; column < Columns.Count; column++)
                {
                    if (_right[row, column])
                        return true;
                }
            }

            return false;
        }
    }
}
