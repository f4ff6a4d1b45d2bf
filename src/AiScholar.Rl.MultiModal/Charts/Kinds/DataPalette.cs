namespace AiScholar.Rl.MultiModal;

/// <summary>The colours that data is drawn in: those of the legend's keys, else the commonest of the plot area that are no blend of others.</summary>
internal static class DataPalette
{
    private const int SameColor = 24 * 24;
    private const int Most = 10;
    private const double LeastShare = 0.04;
    private const double Blend = 14;
    private const int FlatPixels = 100;

    public static int[] Find(PixelGrid grid, BitMask ink, int background, IReadOnlyList<LegendKey> legend)
    {
        if (legend.Count > 0)
            return [.. legend.Select(key => key.Color)];
        var counts = new Dictionary<int, int>();
        var flat = new Dictionary<int, int>();
        for (int y = 0; y < grid.Height; y++)
        {
            Span<bool> bits = ink.Row(y);
            for (int x = 0; x < bits.Length; x++)
            {
                if (!bits[x])
                    continue;
                int color = grid.At(x, y);
                counts[color] = counts.GetValueOrDefault(color) + 1;
                if (x > 0 && y > 0 && grid.At(x - 1, y) == color && grid.At(x, y - 1) == color)
                    flat[color] = flat.GetValueOrDefault(color) + 1;
            }
        }

        var seeds = new List<(int Color, int Count)>();
        foreach ((int color, int count) in counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(400))
        {
            int near = seeds.FindIndex(seed => PixelGrid.DistanceSquared(seed.Color, color) < SameColor);
            if (near >= 0)
                seeds[near] = (seeds[near].Color, seeds[near].Count + count);
            else if (seeds.Count < 4 * Most)
                seeds.Add((color, count));
        }

        if (seeds.Count == 0)
            return [];
        int most = seeds.Max(seed => seed.Count);
        return [.. seeds.Where(seed => seed.Count >= Math.Max(12, LeastShare * most) && (flat.GetValueOrDefault(seed.Color) >= Math.Max(FlatPixels, 0.5 * seed.Count) || !IsBlend(seed, seeds, background))).OrderByDescending(seed => seed.Count).Take(Most).Select(seed => seed.Color)];
    }

    /// <summary>Whether a colour lies between the background, or another colour, and a commoner one: the rim of something.</summary>
    private static bool IsBlend((int Color, int Count) seed, List<(int Color, int Count)> seeds, int background) =>
        seeds.Exists(other => other.Count > 1.5 * seed.Count && (IsBetween(seed.Color, background, other.Color) || seeds.Exists(third => third.Count > 3 * seed.Count && IsBetween(seed.Color, third.Color, other.Color))));

    private static bool IsBetween(int color, int from, int to)
    {
        (double share, double off) = ColorBlend.Of(color, from, to);
        return share is > 0.08 and < 0.92 && off < Blend && PixelGrid.DistanceSquared(color, to) > SameColor / 4;
    }
}
