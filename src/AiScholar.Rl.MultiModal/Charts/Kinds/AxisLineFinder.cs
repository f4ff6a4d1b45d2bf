namespace AiScholar.Rl.MultiModal;

/// <summary>Finds a thin dark axis line that filled data touches: a long run of one colour that differs from what stands above and below it.</summary>
internal sealed class AxisLineFinder(PixelGrid grid, Backdrop backdrop)
{
    private const int SameColor = 30 * 30;
    private const int Contrast = 90 * 90;
    private const int Beyond = 3;
    private const int Bridge = 3;
    private const double Thin = 0.8;
    private const double LeastShare = 0.4;

    /// <summary>The lowest level line, or the leftmost upright one; null where there is none.</summary>
    public RasterLine? Find(bool level)
    {
        (int across, int length) = level ? (grid.Height, grid.Width) : (grid.Width, grid.Height);
        for (int i = 0; i < across; i++)
        {
            int at = level ? across - 1 - i : i;
            if (Longest(level, at, length) is { } line && line.Length > LeastShare * length && IsThin(line))
                return line;
        }

        return null;
    }

    private RasterLine? Longest(bool level, int at, int length)
    {
        (int start, int last, int best, int from) = (-1, 0, 0, 0);
        for (int i = 0; i <= length; i++)
        {
            bool on = i < length && IsDark(level, at, i) && (start < 0 || PixelGrid.DistanceSquared(Color(level, at, i), Color(level, at, start)) < SameColor);
            if (on)
                (start, last) = (start < 0 ? i : start, i);
            if (start < 0 || (i < length && i - last <= Bridge))
                continue;
            if (last + 1 - start > best)
                (best, from) = (last + 1 - start, start);
            start = -1;
        }

        return best == 0 ? null : new RasterLine(level, at, at + 1, from, from + best, Color(level, at, from), 1);
    }

    private bool IsThin(RasterLine line)
    {
        int differs = 0;
        foreach (int off in (int[])[-Beyond, Beyond])
        {
            int at = line.From + off, count = 0;
            if (at < 0 || at >= (line.IsLevel ? grid.Height : grid.Width))
                continue;
            for (int i = line.Start; i < line.End; i++)
                count += PixelGrid.DistanceSquared(Color(line.IsLevel, at, i), line.Color) > SameColor ? 1 : 0;
            differs += count > Thin * line.Length ? 1 : 0;
        }

        return differs == 2;
    }

    private int Color(bool level, int at, int along) => level ? grid.At(along, at) : grid.At(at, along);

    private bool IsDark(bool level, int at, int along)
    {
        (int x, int y) = level ? (along, at) : (at, along);
        return PixelGrid.DistanceSquared(grid.At(x, y), backdrop.ColorAt(x, y)) > Contrast;
    }
}
