namespace AiScholar.Rl.MultiModal;

/// <summary>Takes long lines out of the ink, and leaves what stands upon them: pixels of another colour, and pixels that join ink on both sides.</summary>
internal static class LineEraser
{
    private const int SameColor = 48 * 48;
    private const int Reach = 2;

    public static void Erase(PixelGrid grid, BitMask ink, IReadOnlyList<RasterLine> lines, Backdrop backdrop)
    {
        var erased = new BitMask(grid.Width, grid.Height);
        foreach (RasterLine line in lines)
        {
            for (int at = line.From - 1; at <= line.To; at++)
            {
                for (int i = line.Start - Reach; i < line.End + Reach; i++)
                {
                    (int x, int y) = line.IsLevel ? (i, at) : (at, i);
                    if (ink[x, y] && (IsMixture(grid.At(x, y), line.Color, backdrop.ColorAt(x, y)) || IsMixture(grid.At(x, y), line.Color, backdrop.Color)))
                        erased[x, y] = true;
                }
            }
        }

        for (int y = 0; y < grid.Height; y++)
        {
            Span<bool> bits = ink.Row(y), gone = erased.Row(y);
            for (int x = 0; x < bits.Length; x++)
                bits[x] &= !gone[x];
        }

        foreach (RasterLine line in lines)
            Bridge(grid, ink, line);
    }

    /// <summary>A line drawn over something leaves a cut in it: pixels between ink of one colour on both sides are ink again.</summary>
    private static void Bridge(PixelGrid grid, BitMask ink, RasterLine line)
    {
        int before = line.From - 2, after = line.To + 1;
        for (int i = Math.Max(0, line.Start); i < line.End; i++)
        {
            (int ax, int ay) = line.IsLevel ? (i, before) : (before, i);
            (int bx, int by) = line.IsLevel ? (i, after) : (after, i);
            if (!ink[ax, ay] || !ink[bx, by] || PixelGrid.DistanceSquared(grid.At(ax, ay), grid.At(bx, by)) > SameColor || PixelGrid.DistanceSquared(grid.At(ax, ay), line.Color) <= SameColor)
                continue;
            for (int at = before + 1; at < after; at++)
            {
                (int x, int y) = line.IsLevel ? (i, at) : (at, i);
                if (!ink[x, y])
                {
                    ink[x, y] = true;
                    grid.Colors[(y * grid.Width) + x] = grid.At(ax, ay);
                }
            }
        }
    }

    /// <summary>Whether a colour is the line's or a blend of it with the background.</summary>
    private static bool IsMixture(int color, int line, int background)
    {
        Span<int> delta = stackalloc int[3], full = stackalloc int[3];
        int dot = 0, square = 0;
        for (int i = 0; i < 3; i++)
        {
            int shift = 16 - (8 * i), b = (background >> shift) & 255;
            (delta[i], full[i]) = (((color >> shift) & 255) - b, ((line >> shift) & 255) - b);
            dot += delta[i] * full[i];
            square += full[i] * full[i];
        }

        if (square == 0)
            return false;
        double share = Math.Clamp((double)dot / square, 0, 1.15), off = 0;
        for (int i = 0; i < 3; i++)
            off += Math.Pow(delta[i] - (share * full[i]), 2);
        return off <= 24 * 24;
    }
}
