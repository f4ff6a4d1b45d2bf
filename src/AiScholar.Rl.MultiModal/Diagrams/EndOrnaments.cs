namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Tells arrowheads and other marks at the ends of lines (crow's feet, ticks, open heads) by the ink beside the line: much more than the line
/// itself has. Other lines nearby do not count.
/// </summary>
internal sealed class EndOrnaments(BitMask ink, IReadOnlyList<StrokeChain> chains, double strokeWidth)
{
    private const double Length = 9;
    private const double Skip = 1.5;
    private const double Aside = 3;
    private const double LeastArea = 4;
    private const double LongChain = 12;
    private readonly int[] _lines = Lines(ink, chains, strokeWidth);

    public void Mark()
    {
        for (int i = 0; i < chains.Count; i++)
        {
            StrokeChain chain = chains[i];
            if (chain.First.Node >= 0 && !chain.First.HasHead)
                chain.First.HasHead = IsMarked(chain.Path, i, false);
            if (chain.Last.Node >= 0 && !chain.Last.HasHead)
                chain.Last.HasHead = IsMarked(chain.Path, i, true);
        }
    }

    private bool IsMarked(IReadOnlyList<(int X, int Y)> path, int chain, bool fromLast)
    {
        int reach = (int)Math.Min(Length * strokeWidth, 0.45 * path.Count), tangent = Math.Max(2, (int)strokeWidth);
        double area = 0;
        for (int s = (int)Math.Round(Skip * strokeWidth); s < reach; s++)
        {
            (int X, int Y) before = At(Math.Max(0, s - tangent)), after = At(Math.Min(path.Count - 1, s + tangent)), point = At(s);
            double dx = after.X - before.X, dy = after.Y - before.Y, length = Math.Sqrt((dx * dx) + (dy * dy));
            if (length < 1)
                continue;
            (dx, dy) = (dx / length, dy / length);
            int width = 0;
            bool crossed = false;
            int aside = (int)Math.Ceiling(Aside * strokeWidth);
            for (int k = -aside; k <= aside && !crossed; k++)
            {
                int x = (int)Math.Round(point.X - (dy * k)), y = (int)Math.Round(point.Y + (dx * k));
                if (!ink[x, y])
                    continue;
                width++;
                int line = _lines[(y * ink.Width) + x];
                crossed = line > 0 && line != chain + 1;
            }

            if (!crossed)
                area += Math.Max(0, width - (1.3 * strokeWidth) - 0.5);
        }

        return area >= LeastArea * strokeWidth * strokeWidth;

        (int X, int Y) At(int s) => path[fromLast ? path.Count - 1 - s : s];
    }

    /// <summary>For each pixel the long line whose middle runs through it, from 1; 0 for none.</summary>
    private static int[] Lines(BitMask ink, IReadOnlyList<StrokeChain> chains, double strokeWidth)
    {
        var lines = new int[ink.Width * ink.Height];
        for (int i = 0; i < chains.Count; i++)
        {
            if (chains[i].Path.Count < LongChain * strokeWidth)
                continue;
            foreach ((int x, int y) in chains[i].Path)
                lines[(y * ink.Width) + x] = i + 1;
        }

        return lines;
    }
}
