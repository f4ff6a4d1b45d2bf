namespace AiScholar.Rl.MultiModal;

/// <summary>A line of a table, cut into the pieces of its cells.</summary>
internal sealed class TableLine
{
    public TableLine(TextLine line, IReadOnlyList<LinePiece> pieces)
    {
        Line = line;
        Pieces = pieces;
    }

    public TextLine Line { get; }

    public IReadOnlyList<LinePiece> Pieces { get; }

    public double Baseline => Line.Baseline;

    public double FontSize => Line.FontSize;

    /// <summary>Middle of the small letters, which rulings never touch.</summary>
    public double Middle => Baseline - (0.3 * FontSize);

    public bool HasColumn(int column) => Pieces.Any(piece => piece.FirstColumn <= column && piece.LastColumn >= column);

    public LinePiece? Piece(int column) => Pieces.FirstOrDefault(piece => piece.FirstColumn == column && !piece.IsSpanning);

    /// <summary>Whether the line holds data rather than heads: figures in at least half of its pieces after the first, or in two of them.</summary>
    public bool IsData
    {
        get
        {
            int figures = Pieces.Count(piece => piece.FirstColumn > 0 && piece.IsFigure);
            int others = Pieces.Count(piece => piece.FirstColumn > 0) - figures;
            return figures > 0 && figures >= others;
        }
    }
}
