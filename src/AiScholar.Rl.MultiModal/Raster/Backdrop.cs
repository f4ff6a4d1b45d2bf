namespace AiScholar.Rl.MultiModal;

/// <summary>The colours that a picture is drawn upon: its own background and, when it differs, that of a large rectangle within, the plot area of a chart.</summary>
internal sealed class Backdrop
{
    private const int SameColor = 2 * 2 * 3;
    private const int PaleChannel = 205;
    private const double PaleSide = 0.4;
    private const double FullSide = 0.85;
    private const double CoveredShare = 0.7;
    private const int LeastGrowth = 6;

    private static readonly int[] Sides = [2, 4, 7, 11];

    private Backdrop(int color, int panelColor, PixelBox? panel) => (Color, PanelColor, Panel) = (color, panelColor, panel);

    /// <summary>The background's colour, packed.</summary>
    public int Color { get; }

    /// <summary>The colour inside <see cref="Panel"/>, packed.</summary>
    public int PanelColor { get; }

    /// <summary>The rectangle of another background, or null.</summary>
    public PixelBox? Panel { get; }

    public static Backdrop Of(PixelGrid grid)
    {
        int color = BorderColor(grid);
        foreach ((int candidate, int count) in grid.Dominant(grid.Bounds, 4))
        {
            if (PixelGrid.DistanceSquared(candidate, color) <= SameColor || count < grid.Colors.Length / 8)
                continue;
            if (Extent(grid, candidate) is { } panel && panel.Area > grid.Colors.Length / 6 && count > panel.Area / 3 && IsFramed(grid, candidate, panel))
                return new Backdrop(color, candidate, Extend(grid, panel, color));
        }

        return new Backdrop(color, color, null);
    }

    /// <summary>What stands out from the background by more than <paramref name="contrast"/> (Euclidean distance in RGB).</summary>
    public BitMask Ink(PixelGrid grid, int contrast)
    {
        var ink = new BitMask(grid.Width, grid.Height);
        int least = contrast * contrast;
        for (int y = 0; y < grid.Height; y++)
        {
            ReadOnlySpan<int> row = grid.Row(y);
            Span<bool> bits = ink.Row(y);
            for (int x = 0; x < row.Length; x++)
                bits[x] = PixelGrid.DistanceSquared(row[x], ColorAt(x, y)) > least;
        }

        return ink;
    }

    public int ColorAt(int x, int y) => Panel is { } panel && panel.Contains(x, y) ? PanelColor : Color;

    private static int BorderColor(PixelGrid grid)
    {
        var counts = new Dictionary<int, int>();
        for (int x = 0; x < grid.Width; x++)
        {
            Count(grid.At(x, 0));
            Count(grid.At(x, grid.Height - 1));
        }

        for (int y = 0; y < grid.Height; y++)
        {
            Count(grid.At(0, y));
            Count(grid.At(grid.Width - 1, y));
        }

        return counts.MaxBy(pair => pair.Value).Key;

        void Count(int color) => counts[color] = counts.GetValueOrDefault(color) + 1;
    }

    /// <summary>The rectangle grown over rows and columns that hardly show its own colour, since data covers them, but not the page's either.</summary>
    private static PixelBox Extend(PixelGrid grid, PixelBox box, int page)
    {
        (int bottom, int left) = (box.Bottom, box.Left);
        while (bottom < grid.Height && Covered(box.Left, box.Right, i => grid.At(i, bottom)))
            bottom++;
        while (left > 0 && Covered(box.Top, box.Bottom, i => grid.At(left - 1, i)))
            left--;
        return box with { Bottom = bottom - box.Bottom < LeastGrowth ? box.Bottom : bottom, Left = box.Left - left < LeastGrowth ? box.Left : left };

        bool Covered(int from, int to, Func<int, int> color)
        {
            int covered = 0;
            for (int i = from; i < to; i++)
                covered += PixelGrid.DistanceSquared(color(i), page) > SameColor ? 1 : 0;
            return covered > CoveredShare * (to - from);
        }
    }

    /// <summary>Whether a colour goes around the inside of a rectangle; a filled shape of a chart does not. A pale one may be hidden by much data.</summary>
    private static bool IsFramed(PixelGrid grid, int color, PixelBox box)
    {
        double least = Math.Min((color >> 16) & 255, Math.Min((color >> 8) & 255, color & 255)) >= PaleChannel ? PaleSide : FullSide;
        // Bars hide the side that they stand on, the lower or the left one.
        return Sides.Any(at => Share(at, level: true, top: true)) && Sides.Any(at => Share(at, level: false, top: false))
            && (Sides.Any(at => Share(at, level: true, top: false)) || Sides.Any(at => Share(at, level: false, top: true)));

        // A gridline may run along a side: some way inwards will do.
        bool Share(int inwards, bool level, bool top)
        {
            PixelBox inner = box.Inflate(-inwards);
            if (inner.Width <= 0 || inner.Height <= 0)
                return false;
            int same = 0, at = level ? (top ? inner.Top : inner.Bottom - 1) : top ? inner.Left : inner.Right - 1, length = level ? inner.Width : inner.Height;
            for (int i = 0; i < length; i++)
                same += (level ? grid.At(inner.Left + i, at) : grid.At(at, inner.Top + i)) == color ? 1 : 0;
            return same > least * length;
        }
    }

    /// <summary>The rows and columns in which a colour is common.</summary>
    private static PixelBox? Extent(PixelGrid grid, int color)
    {
        var rows = new int[grid.Height];
        var columns = new int[grid.Width];
        for (int y = 0; y < grid.Height; y++)
        {
            ReadOnlySpan<int> row = grid.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                if (row[x] != color)
                    continue;
                rows[y]++;
                columns[x]++;
            }
        }

        (int top, int bottom) = Common(rows);
        (int left, int right) = Common(columns);
        return right > left && bottom > top ? new PixelBox(left, top, right, bottom) : null;
    }

    private static (int First, int End) Common(int[] counts)
    {
        int least = counts.Max() / 4;
        return (Array.FindIndex(counts, count => count > least), Array.FindLastIndex(counts, count => count > least) + 1);
    }
}
