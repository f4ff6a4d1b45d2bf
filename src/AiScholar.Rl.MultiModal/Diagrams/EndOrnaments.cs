namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Tells arrowheads and other marks at the ends of lines (crow's feet, ticks, open heads) by the ink beside the line: much more than the line
/// has elsewhere. Other lines nearby do not count.
/// </summary>
internal sealed class EndOrnaments(BitMask ink, PixelGrid grid, NodeMap map, IReadOnlyList<StrokeChain> chains, double strokeWidth)
{
    /// <summary>In widths of the line: how far from its end a mark reaches, what is left out at the shape, and how far aside is looked.</summary>
    private const double Length = 9;
    private const double Skip = 1.2;
    private const double Aside = 3;
    private const double LeastArea = 3.2;
    private const double ThinArea = 0.75;
    private const double LongChain = 12;
    private readonly int[] _lines = Lines(ink, chains, strokeWidth);

    public void Mark()
    {
        for (int i = 0; i < chains.Count; i++)
        {
            StrokeChain chain = chains[i];
            (bool first, bool last) = (IsAsked(chain.First, chain.Last), IsAsked(chain.Last, chain.First));
            if (!first && !last)
                continue;
            List<(int X, int Y)> path = Dense(chain.Path);
            double local = LocalWidth(path);
            if (first && IsMarked([.. Ahead(path, local), .. path], local, i))
                Mark(chain.First);
            path.Reverse();
            if (last && IsMarked([.. Ahead(path, local), .. path], local, i))
                Mark(chain.Last);
        }
    }

    /// <summary>An end at a shape, or one in the open whose line comes from a shape.</summary>
    private static bool IsAsked(StrokeEnd end, StrokeEnd other) => !end.HasHead && (end.Node >= 0 || (other.Node >= 0 && end.Joint < 0));

    private static void Mark(StrokeEnd end) => (end.HasHead, end.HasOpenHead) = (end.Node >= 0, end.Node < 0);

    /// <summary>The ink straight ahead of a path's beginning, from its far end: a line may stop where its arrowhead begins.</summary>
    private List<(int X, int Y)> Ahead(List<(int X, int Y)> path, double local)
    {
        (int X, int Y) from = path[Math.Min(path.Count - 1, (int)Math.Ceiling(4 * local))], tip = path[0];
        double dx = tip.X - from.X, dy = tip.Y - from.Y, length = Math.Sqrt((dx * dx) + (dy * dy));
        var ahead = new List<(int X, int Y)>();
        for (int step = 1; length >= 1 && step < Length * local; step++)
        {
            (int x, int y) = ((int)Math.Round(tip.X + (dx / length * step)), (int)Math.Round(tip.Y + (dy / length * step)));
            if (!ink[x, y])
                break;
            ahead.Add((x, y));
        }

        ahead.Reverse();
        return ahead;
    }

    private bool IsMarked(List<(int X, int Y)> path, double local, int chain)
    {
        int reach = (int)Math.Min(Length * local, 0.45 * path.Count);
        double full = FullContrast(path, reach, chain), usual = Usual(path, full);
        double area = 0;
        for (int s = (int)Math.Round(Skip * local); s < reach; s++)
        {
            (double mass, bool crossed) = Mass(path, s, (int)Math.Ceiling(Aside * local) + 1, chain, full);
            if (!crossed)
                area += Math.Max(0, mass - (1.15 * usual) - 0.4);
        }

        // The head of a line that is hardly a pixel wide is a few pixels.
        return area >= Math.Min(LeastArea * usual * usual, ThinArea * Math.Max(1, usual * usual * usual * usual));
    }

    /// <summary>The strongest contrast of a line and its end with the paper: what covers a whole pixel.</summary>
    private double FullContrast(List<(int X, int Y)> path, int reach, int chain)
    {
        double most = 1;
        for (int s = 0; s < path.Count; s += s < reach ? 1 : Math.Max(1, path.Count / 40))
            most = Math.Max(most, Mass(path, s, 2, chain, 0).Mass);
        return most;
    }

    /// <summary>The usual mass of ink across a line.</summary>
    private double Usual(List<(int X, int Y)> path, double full)
    {
        var masses = new List<double>();
        int aside = (int)Math.Ceiling(Aside * strokeWidth);
        for (int s = path.Count / 5; s <= path.Count * 4 / 5; s += Math.Max(1, path.Count / 40))
        {
            if (s < path.Count && Mass(path, s, aside, -1, full) is { Mass: > 0, Crossed: false } at)
                masses.Add(at.Mass);
        }

        masses.Sort();
        return masses.Count == 0 ? strokeWidth : masses[masses.Count / 2];
    }

    private double LocalWidth(List<(int X, int Y)> path)
    {
        var widths = new List<int>();
        int aside = (int)Math.Ceiling(Aside * strokeWidth);
        for (int s = path.Count / 5; s <= path.Count * 4 / 5; s += Math.Max(1, path.Count / 40))
        {
            if (s < path.Count && Width(path, s, aside) is > 0 and var width)
                widths.Add(width);
        }

        widths.Sort();
        return widths.Count == 0 ? strokeWidth : Math.Clamp(widths[widths.Count / 2] - 1, strokeWidth, 4 * strokeWidth);
    }

    /// <summary>The pixels of ink across a line.</summary>
    private int Width(List<(int X, int Y)> path, int s, int aside)
    {
        int width = 0;
        foreach ((int x, int y) in Across(path, s, aside))
            width += ink[x, y] ? 1 : 0;
        return width;
    }

    /// <summary>The ink across a line in whole pixels, and whether another line runs there; with a full contrast of 0 the strongest contrast instead.</summary>
    private (double Mass, bool Crossed) Mass(List<(int X, int Y)> path, int s, int aside, int chain, double full)
    {
        double mass = 0;
        foreach ((int x, int y) in Across(path, s, aside))
        {
            if (!IsNearInk(x, y))
                continue;
            int line = _lines[(y * ink.Width) + x];
            if (chain >= 0 && line > 0 && line != chain + 1)
                return (mass, true);
            double contrast = Math.Sqrt(PixelGrid.DistanceSquared(grid.At(x, y), map.PaperAt(x, y)));
            mass = full == 0 ? Math.Max(mass, contrast) : mass + Math.Min(1, contrast / full);
        }

        return (mass, false);
    }

    /// <summary>Ink, or the faint rim of it; what has been taken out (letters, outlines) is none.</summary>
    private bool IsNearInk(int x, int y) =>
        x > 0 && y > 0 && x < ink.Width - 1 && y < ink.Height - 1 && map.LeafAt(x, y) < 0 && (ink[x, y] || ink[x - 1, y] || ink[x + 1, y] || ink[x, y - 1] || ink[x, y + 1]);

    private static IEnumerable<(int X, int Y)> Across(List<(int X, int Y)> path, int s, int aside, int tangent)
    {
        (int X, int Y) before = path[Math.Max(0, s - tangent)], after = path[Math.Min(path.Count - 1, s + tangent)];
        double dx = after.X - before.X, dy = after.Y - before.Y, length = Math.Sqrt((dx * dx) + (dy * dy));
        if (length < 1)
            yield break;
        (dx, dy) = (dx / length, dy / length);
        for (int k = -aside; k <= aside; k++)
            yield return ((int)Math.Round(path[s].X - (dy * k)), (int)Math.Round(path[s].Y + (dx * k)));
    }

    private IEnumerable<(int X, int Y)> Across(List<(int X, int Y)> path, int s, int aside) => Across(path, s, aside, Math.Max(2, (int)strokeWidth));

    /// <summary>A path without jumps over the joints that it passes.</summary>
    private List<(int X, int Y)> Dense(IReadOnlyList<(int X, int Y)> path)
    {
        var dense = new List<(int X, int Y)>(path.Count) { path[0] };
        for (int i = 1; i < path.Count; i++)
        {
            (int X, int Y) from = path[i - 1], to = path[i];
            int steps = Math.Max(Math.Abs(to.X - from.X), Math.Abs(to.Y - from.Y));
            for (int k = 1; k < steps && steps < LongChain * strokeWidth; k++)
                dense.Add((from.X + ((to.X - from.X) * k / steps), from.Y + ((to.Y - from.Y) * k / steps)));
            dense.Add(to);
        }

        return dense;
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
