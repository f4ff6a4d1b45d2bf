namespace AiScholar.Rl.MultiModal;

/// <summary>The columns of a table: its outer edges and the boundaries between.</summary>
internal sealed class TableColumns
{
    private readonly double[] _edges;

    public TableColumns(double left, double right, IReadOnlyList<ColumnBoundary> boundaries)
    {
        Boundaries = boundaries;
        _edges = [left, .. boundaries.Select(boundary => boundary.Position), right];
    }

    public IReadOnlyList<ColumnBoundary> Boundaries { get; }

    public int Count => _edges.Length - 1;

    /// <summary>Left edge of column <paramref name="column"/>, and for the column count the table's right edge.</summary>
    public double Edge(int column) => _edges[column];

    public Span this[int column] => new(_edges[column], _edges[column + 1]);

    /// <summary>The column an x belongs to; what lies outside belongs to the outermost.</summary>
    public int Of(double x)
    {
        int column = 0;
        while (column + 1 < Count && x >= _edges[column + 1])
            column++;
        return column;
    }
}
