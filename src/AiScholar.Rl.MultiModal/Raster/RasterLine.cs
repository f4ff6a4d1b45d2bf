namespace AiScholar.Rl.MultiModal;

/// <summary>A straight level or upright line, solid or dashed.</summary>
/// <param name="IsLevel">Whether it runs across; otherwise down.</param>
/// <param name="From">The first row (level) or column (upright) of its thickness.</param>
/// <param name="To">The row or column after the last.</param>
/// <param name="Start">Where it begins along its direction.</param>
/// <param name="End">Where it ends, left out.</param>
/// <param name="Color">The colour of its middle, packed.</param>
/// <param name="Coverage">The share of its length that is painted, 0 to 1; less than .9 for a dashed line.</param>
internal sealed record RasterLine(bool IsLevel, int From, int To, int Start, int End, int Color, double Coverage)
{
    public int Length => End - Start;

    public double Position => (From + To - 1) / 2.0;

    public PixelBox Box => IsLevel ? new(Start, From, End, To) : new(From, Start, To, End);
}
