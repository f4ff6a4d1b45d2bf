namespace AiScholar.Rl.MultiModal;

/// <summary>Words of one line that belong to one cell: the columns they stand in.</summary>
internal sealed class LinePiece
{
    public LinePiece(IReadOnlyList<PageWord> words, int firstColumn, int lastColumn)
    {
        Words = words;
        FirstColumn = firstColumn;
        LastColumn = lastColumn;
        BoundingBox = BoundingBox.Union(words.Select(word => word.BoundingBox));
        Text = TextRun.TextOf(words);
    }

    public IReadOnlyList<PageWord> Words { get; }

    public int FirstColumn { get; }

    public int LastColumn { get; }

    public bool IsSpanning => LastColumn > FirstColumn;

    public BoundingBox BoundingBox { get; }

    public string Text { get; }

    public bool IsFigure => CellText.IsFigure(Text);
}
