namespace AiScholar.Rl.MultiModal;

/// <summary>Estimates how thick the lines of a drawing are and sets its surfaces apart from them.</summary>
internal static class StrokeWidth
{
    private const double WideRadius = 0.012;
    private const double SurfaceRadius = 1.8;
    private const int Elongation = 8;
    private const double PaleRim = 0.7;
    private const int WidestRim = 2;
    private const int RimContrast = 30;

    /// <summary>The length-weighted median width of level and upright lines in pixels, at least 1.</summary>
    public static double Of(FlatRegions regions)
    {
        int wide = Math.Max(4, (int)(WideRadius * Math.Max(regions.Width, regions.Height)));
        var across = new ushort[regions.Width * regions.Height];
        for (int y = 0; y < regions.Height; y++)
        {
            for (int x = 0; x < regions.Width;)
            {
                int start = x;
                while (x < regions.Width && regions.At(x, y).Radius < wide)
                    x++;
                if (!IsRim(regions, start, y, x - start, 1, 0))
                    across.AsSpan((y * regions.Width) + start, x - start).Fill((ushort)Math.Min(ushort.MaxValue, x - start));
                x = Math.Max(x, start + 1);
            }
        }

        var straight = new long[(4 * wide) + 2];
        var any = new long[straight.Length];
        for (int x = 0; x < regions.Width; x++)
        {
            for (int y = 0; y < regions.Height;)
            {
                int start = y;
                while (y < regions.Height && across[(y * regions.Width) + x] > 0)
                    y++;
                for (int row = start; row < y && !IsRim(regions, x, start, y - start, 0, 1); row++)
                    Count(across[(row * regions.Width) + x], y - start);
                y = Math.Max(y, start + 1);
            }
        }

        return Math.Max(1, Median(straight.Sum() > 0 ? straight : any) - PaleRim);

        void Count(int level, int upright)
        {
            int thin = Math.Min(level, upright), width = Math.Min(thin, straight.Length - 1);
            any[width] += 1000 / thin;
            if (Math.Max(level, upright) >= Elongation * thin)
                straight[width] += 1000 / thin;
        }
    }

    /// <summary>The smoothed edge between two surfaces is no line: its colours are mixtures of theirs.</summary>
    private static bool IsRim(FlatRegions regions, int x, int y, int length, int dx, int dy)
    {
        int beforeX = x - dx, beforeY = y - dy, afterX = x + (dx * length), afterY = y + (dy * length);
        if (length is 0 or > WidestRim || beforeX < 0 || beforeY < 0 || afterX >= regions.Width || afterY >= regions.Height)
            return false;
        (int before, int after) = (regions.At(beforeX, beforeY).Color, regions.At(afterX, afterY).Color);
        if (PixelGrid.DistanceSquared(before, after) < RimContrast * RimContrast)
            return false;
        for (int i = 0; i < length; i++)
        {
            if (ColorMix.Residual(regions.At(x + (dx * i), y + (dy * i)).Color, before, after) > RimContrast)
                return false;
        }

        return true;
    }

    public static void MarkSurfaces(FlatRegions regions, double strokeWidth)
    {
        double radius = Math.Max(3, SurfaceRadius * strokeWidth);
        foreach (FlatRegion region in regions.Regions)
            region.IsSurface = region.Radius >= radius && region.StrokeWidth >= 2 * strokeWidth;
    }

    private static int Median(long[] counts)
    {
        long half = counts.Sum() / 2, sum = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            sum += counts[i];
            if (sum > half)
                return i;
        }

        return 2;
    }
}
