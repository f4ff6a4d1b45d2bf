namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Gives the blends along the border of two colours, which may look like a third one, the class of the shape that they border on. Classes of thin
/// strokes, which have hardly a pixel of full colour, are left alone.
/// </summary>
internal static class BlendCleaner
{
    private const int SameShade = 24 * 24;
    private const double LeastBody = 0.3;
    private const int Reach = 3;
    private const double LeastShare = 0.5;

    public static ColorClasses Clean(PixelGrid grid, ColorClasses classes)
    {
        int width = classes.Width, count = classes.Colors.Count;
        byte[] before = classes.Map, map = [.. before];
        bool[] core = Cores(grid, classes);
        int[] all = new int[count + 1], body = new int[count + 1];
        for (int at = 0; at < before.Length; at++)
        {
            all[before[at]]++;
            body[before[at]] += core[at] ? 1 : 0;
        }

        bool[] isSolid = [.. Enumerable.Range(0, count + 1).Select(i => i > 0 && body[i] > LeastBody * all[i])];
        if (isSolid.Count(solid => solid) < 2)
            return classes;
        // Steps outwards from the cores of solid shapes; each pixel of a blend takes the class that reaches it first.
        var reached = new List<int>();
        var open = new bool[before.Length];
        for (int at = 0; at < before.Length; at++)
        {
            if (before[at] == 0)
                continue;
            if (core[at] && isSolid[before[at]])
                reached.Add(at);
            else
                open[at] = true;
        }

        for (int step = 0; step < Reach && reached.Count > 0; step++)
        {
            var next = new List<int>();
            foreach (int at in reached)
            {
                int x = at % width;
                foreach (int beside in (ReadOnlySpan<int>)[x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1, at - width, at + width])
                {
                    if ((uint)beside >= (uint)map.Length || !open[beside])
                        continue;
                    open[beside] = false;
                    map[beside] = map[at];
                    next.Add(beside);
                }
            }

            reached = next;
        }

        Restore(before, map, isSolid, count);
        return ColorClasses.With(classes.Colors, map, width);
    }

    /// <summary>A class of thin strokes that keeps most of its pixels gets all of them back: strokes beside a shape are no blends.</summary>
    private static void Restore(byte[] before, byte[] map, bool[] isSolid, int count)
    {
        int[] had = new int[count + 1], kept = new int[count + 1];
        for (int at = 0; at < map.Length; at++)
        {
            had[before[at]]++;
            kept[before[at]] += map[at] == before[at] ? 1 : 0;
        }

        for (int at = 0; at < map.Length; at++)
        {
            int number = before[at];
            if (number > 0 && !isSolid[number] && kept[number] >= LeastShare * had[number])
                map[at] = before[at];
        }
    }

    /// <summary>Pixels of nearly their class's colour that lie in a square of three such pixels.</summary>
    private static bool[] Cores(PixelGrid grid, ColorClasses classes)
    {
        int width = classes.Width, height = classes.Map.Length / width;
        var near = new bool[classes.Map.Length];
        for (int at = 0; at < near.Length; at++)
            near[at] = classes.Map[at] > 0 && PixelGrid.DistanceSquared(grid.Colors[at], classes.Colors[classes.Map[at] - 1]) <= SameShade;
        var core = new bool[near.Length];
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                if (!near[at] || !IsSquare(at))
                    continue;
                for (int row = at - width; row <= at + width; row += width)
                    core.AsSpan(row - 1, 3).Fill(true);
            }
        }

        return core;

        bool IsSquare(int at)
        {
            for (int row = at - width; row <= at + width; row += width)
            {
                for (int i = row - 1; i <= row + 1; i++)
                {
                    if (!near[i] || classes.Map[i] != classes.Map[at])
                        return false;
                }
            }

            return true;
        }
    }
}
