namespace AiScholar.Rl.MultiModal;

/// <summary>A rectangle of places of the elementary grid, edges inclusive.</summary>
internal readonly record struct GridArea(int FirstRow, int LastRow, int FirstColumn, int LastColumn)
{
    public int RowCount => LastRow - FirstRow + 1;

    public int ColumnCount => LastColumn - FirstColumn + 1;

    public bool Overlaps(GridArea other) =>
        FirstRow <= other.LastRow && other.FirstRow <= LastRow && FirstColumn <= other.LastColumn && other.FirstColumn <= LastColumn;

    public GridArea Union(GridArea other) => new(
        Math.Min(FirstRow, other.FirstRow), Math.Max(LastRow, other.LastRow), Math.Min(FirstColumn, other.FirstColumn), Math.Max(LastColumn, other.LastColumn));
}
