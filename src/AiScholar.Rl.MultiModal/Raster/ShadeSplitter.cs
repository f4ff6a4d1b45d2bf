namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Splits colour classes of one direction into their shades where things of several flat shades stand on the background side by side, as a
/// light and a dark violet do. Shades that arise only where translucent things overlap stay one class.
/// </summary>
internal static class ShadeSplitter
{
    private const int SameShade = 20 * 20;
    private const int Flat = 12;
    private const int FewestPixels = 24;
    private const double LeastFlat = 0.2;
    private const double LeastShare = 0.03;
    private const double LeastContact = 0.25;
    private const int Most = 20;

    public static ColorClasses Split(PixelGrid grid, ColorClasses classes)
    {
        var colors = new List<int>(classes.Colors);
        byte[] map = [.. classes.Map];
        for (int number = 1; number <= classes.Colors.Count; number++)
        {
            List<int> shades = Shades(grid, classes.Map, number);
            if (shades.Count < 2 || colors.Count + shades.Count - 1 > Most)
                continue;
            var numbers = new List<int> { number };
            colors[number - 1] = shades[0];
            foreach (int shade in shades.Skip(1))
            {
                colors.Add(shade);
                numbers.Add(colors.Count);
            }

            Assign(grid, classes.Map, map, number, shades, numbers);
        }

        return ColorClasses.With(colors, map, classes.Width);
    }

    /// <summary>The flat shades of a class that stand on the background, the commonest first.</summary>
    private static List<int> Shades(PixelGrid grid, byte[] map, int number)
    {
        var counts = new Dictionary<int, int>();
        int flat = 0, all = 0, width = grid.Width;
        for (int y = 1; y < grid.Height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                if (map[at] != number)
                    continue;
                all++;
                int color = grid.Colors[at];
                if (!Same(color, grid.Colors[at - 1]) || !Same(color, grid.Colors[at + 1]) || !Same(color, grid.Colors[at - width]) || !Same(color, grid.Colors[at + width]))
                    continue;
                flat++;
                counts[color] = counts.GetValueOrDefault(color) + 1;
            }
        }

        if (flat < LeastFlat * all)
            return [];
        var peaks = new List<(int Color, int Count)>();
        foreach ((int color, int count) in counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key))
        {
            int known = peaks.FindIndex(peak => PixelGrid.DistanceSquared(peak.Color, color) <= SameShade);
            if (known >= 0)
                peaks[known] = (peaks[known].Color, peaks[known].Count + count);
            else
                peaks.Add((color, count));
        }

        List<int> shades = [.. peaks.Where(peak => peak.Count >= Math.Max(FewestPixels, LeastShare * flat)).Select(peak => peak.Color)];
        return shades.Count < 2 ? shades : [.. shades.Where(shade => Contact(grid, map, shade) >= LeastContact)];

        static bool Same(int a, int b) => PixelGrid.DistanceSquared(a, b) <= Flat;
    }

    /// <summary>Of the places where a shade ends, the share where the background begins and not another colour.</summary>
    private static double Contact(PixelGrid grid, byte[] map, int shade)
    {
        const int step = 3;
        int ends = 0, free = 0;
        for (int y = step; y < grid.Height - step; y++)
        {
            for (int x = step; x < grid.Width - step; x++)
            {
                int at = (y * grid.Width) + x;
                if (map[at] == 0 || PixelGrid.DistanceSquared(grid.Colors[at], shade) > SameShade)
                    continue;
                foreach (int beside in (ReadOnlySpan<int>)[at - step, at + step, at - (step * grid.Width), at + (step * grid.Width)])
                {
                    if (PixelGrid.DistanceSquared(grid.Colors[beside], shade) <= SameShade)
                        continue;
                    ends++;
                    free += map[beside] == 0 ? 1 : 0;
                }
            }
        }

        return ends == 0 ? 0 : (double)free / ends;
    }

    /// <summary>Gives each pixel of a class the number of its shade; blends get that of the nearest pixel that has one.</summary>
    private static void Assign(PixelGrid grid, byte[] before, byte[] map, int number, List<int> shades, List<int> numbers)
    {
        var reached = new Queue<int>();
        var open = new bool[map.Length];
        for (int at = 0; at < map.Length; at++)
        {
            if (before[at] != number)
                continue;
            int best = Enumerable.Range(0, shades.Count).MinBy(i => PixelGrid.DistanceSquared(shades[i], grid.Colors[at]));
            map[at] = (byte)numbers[best];
            if (PixelGrid.DistanceSquared(shades[best], grid.Colors[at]) <= SameShade)
                reached.Enqueue(at);
            else
                open[at] = true;
        }

        while (reached.TryDequeue(out int at))
        {
            int x = at % grid.Width;
            foreach (int beside in (ReadOnlySpan<int>)[x > 0 ? at - 1 : -1, x < grid.Width - 1 ? at + 1 : -1, at - grid.Width, at + grid.Width])
            {
                if ((uint)beside >= (uint)map.Length || !open[beside])
                    continue;
                open[beside] = false;
                map[beside] = map[at];
                reached.Enqueue(beside);
            }
        }
    }
}
