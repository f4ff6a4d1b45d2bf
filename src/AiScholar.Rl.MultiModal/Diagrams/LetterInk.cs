namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Parts the ink of letters from that of lines where they differ in colour: labels lie across their lines. A pixel is a letter's when its colour
/// is nearer to a mixture of paper and a letter's colour than of paper and a line's.
/// </summary>
internal sealed class LetterInk(PixelGrid grid, NodeMap map, IReadOnlyList<int> lines, IReadOnlyList<int> letters)
{
    private const double Clear = 12;
    private const double Nearer = 0.7;

    /// <summary>The letters of <paramref name="ink"/>; they are taken out of it, but where a line runs through them it stays whole.</summary>
    /// <param name="ink">Letters and lines; lines afterwards.</param>
    /// <param name="widestGap">How far apart the two parts of a line may lie, in pixels.</param>
    public BitMask Split(BitMask ink, int widestGap)
    {
        var found = new BitMask(ink.Width, ink.Height);
        if (lines.Count == 0 || letters.Count == 0)
            return found;
        var doubtful = new List<(int X, int Y)>();
        for (int y = 0; y < ink.Height; y++)
        {
            Span<bool> row = ink.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (!row[x])
                    continue;
                int color = grid.At(x, y), paper = map.PaperAt(x, y);
                double asLine = Least(lines, color, paper), asLetter = Least(letters, color, paper);
                if (asLine > Clear && asLetter < Nearer * asLine)
                    found[x, y] = true;
                else if (asLine <= Clear && asLetter <= Clear)
                    doubtful.Add((x, y));
            }
        }

        // The pale rim of a letter may be a mixture of either.
        var rims = new HashSet<(int X, int Y)>(doubtful);
        foreach ((int x, int y) in doubtful.Where(pixel => TouchesOnlyLetters(ink, found, rims, pixel.X, pixel.Y)).ToList())
            found[x, y] = true;
        for (int y = 0; y < ink.Height; y++)
        {
            for (int x = 0; x < ink.Width; x++)
            {
                if (found[x, y])
                    ink[x, y] = false;
            }
        }

        foreach ((int x, int y) in Between(ink, found, widestGap))
            ink[x, y] = true;
        return found;
    }

    private static bool TouchesOnlyLetters(BitMask ink, BitMask found, HashSet<(int X, int Y)> rims, int x, int y)
    {
        bool letter = false;
        for (int dy = -1; dy <= 1; dy++)
        {
            for (int dx = -1; dx <= 1; dx++)
            {
                if (found[x + dx, y + dy])
                    letter = true;
                else if (ink[x + dx, y + dy] && !rims.Contains((x + dx, y + dy)))
                    return false;
            }
        }

        return letter;
    }

    /// <summary>Letters' pixels with a line on two opposite sides.</summary>
    private static List<(int X, int Y)> Between(BitMask ink, BitMask found, int widestGap)
    {
        var between = new List<(int X, int Y)>();
        for (int y = 0; y < ink.Height; y++)
        {
            for (int x = 0; x < ink.Width; x++)
            {
                if (!found[x, y])
                    continue;
                foreach ((int dx, int dy) in new[] { (1, 0), (0, 1), (1, 1), (1, -1) })
                {
                    int ahead = Reach(x, y, dx, dy), back = Reach(x, y, -dx, -dy);
                    if (ahead + back > widestGap)
                        continue;
                    between.Add((x, y));
                    break;
                }
            }
        }

        return between;

        int Reach(int x, int y, int dx, int dy)
        {
            for (int step = 1; step <= widestGap; step++)
            {
                if (ink[x + (dx * step), y + (dy * step)])
                    return step;
                if (!found[x + (dx * step), y + (dy * step)])
                    return widestGap + 1;
            }

            return widestGap + 1;
        }
    }

    private static double Least(IReadOnlyList<int> inks, int color, int paper)
    {
        double least = double.MaxValue;
        for (int i = 0; i < inks.Count; i++)
            least = Math.Min(least, ColorMix.Residual(color, paper, inks[i]));
        return least;
    }
}
