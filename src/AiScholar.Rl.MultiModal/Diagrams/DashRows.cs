namespace AiScholar.Rl.MultiModal;

/// <summary>Tells the dashes of a line from letters: short bars that follow one another along their own direction.</summary>
internal static class DashRows
{
    private const double LongestGap = 3;
    private const double Turn = 0.5;
    private const double Aside = 0.4;

    /// <summary>Which of the pieces are dashes of a row.</summary>
    /// <param name="blobs">Small pieces of ink.</param>
    /// <param name="strokeWidth">How thick lines are.</param>
    /// <param name="slender">How many times longer than wide a dash is at least.</param>
    /// <param name="least">How many dashes make a row, at least three.</param>
    public static HashSet<Blob> Find(IEnumerable<Blob> blobs, double strokeWidth, double slender, int least)
    {
        List<Bar> bars = [.. blobs.Select(Bar.Of).Where(bar => bar.Length >= slender * bar.Width && bar.Width <= (2 * strokeWidth) + 1.5 && bar.Length >= 2 && bar.Length <= 16 * strokeWidth)];
        if (bars.Count < least)
            return [];
        int cell = (int)Math.Ceiling(bars.Max(bar => bar.Length) * (LongestGap + 1)) + 1;
        var cells = bars.GroupBy(bar => ((int)bar.X / cell, (int)bar.Y / cell)).ToDictionary(group => group.Key, group => group.ToList());
        var next = new Dictionary<Bar, (Bar? Ahead, Bar? Behind)>();
        foreach (Bar bar in bars)
            next[bar] = (Neighbor(bar, 1), Neighbor(bar, -1));
        // Each bar with a neighbour on both sides ties them to a row.
        var row = bars.ToDictionary(bar => bar, bar => bar);
        foreach ((Bar bar, (Bar? ahead, Bar? behind)) in next)
        {
            if (ahead is null || behind is null)
                continue;
            row[Root(ahead)] = Root(bar);
            row[Root(behind)] = Root(bar);
        }

        return [.. bars.GroupBy(Root).Where(group => group.Count() >= least).SelectMany(group => group).Select(bar => bar.Blob)];

        Bar Root(Bar bar)
        {
            while (row[bar] != bar)
                bar = row[bar] = row[row[bar]];
            return bar;
        }

        Bar? Neighbor(Bar bar, int side)
        {
            Bar? best = null;
            double nearest = double.MaxValue;
            (int cx, int cy) = ((int)bar.X / cell, (int)bar.Y / cell);
            for (int dx = -1; dx <= 1; dx++)
            {
                for (int dy = -1; dy <= 1; dy++)
                {
                    if (!cells.TryGetValue((cx + dx, cy + dy), out List<Bar>? near))
                        continue;
                    foreach (Bar other in near)
                    {
                        if (other != bar && Distance(bar, other, side) is { } distance && distance < nearest)
                            (best, nearest) = (other, distance);
                    }
                }
            }

            return best;
        }
    }

    /// <summary>The distance of a bar that follows another, or null where it does not.</summary>
    private static double? Distance(Bar bar, Bar other, int side)
    {
        double dx = other.X - bar.X, dy = other.Y - bar.Y;
        double along = side * ((dx * bar.DirectionX) + (dy * bar.DirectionY)), aside = Math.Abs((dx * bar.DirectionY) - (dy * bar.DirectionX));
        double gap = along - ((bar.Length + other.Length) / 2);
        if (gap < 0 || gap > LongestGap * Math.Max(bar.Length, other.Length) || aside > Aside * along)
            return null;
        double turn = Math.Acos(Math.Min(1, Math.Abs((bar.DirectionX * other.DirectionX) + (bar.DirectionY * other.DirectionY))));
        return turn <= Turn && Math.Max(bar.Length, other.Length) <= 2.5 * Math.Min(bar.Length, other.Length) ? along : null;
    }

    private sealed record Bar(Blob Blob, double X, double Y, double DirectionX, double DirectionY, double Length, double Width)
    {
        /// <summary>The bar with the same second moments.</summary>
        public static Bar Of(Blob blob)
        {
            (double cx, double cy) = blob.Centroid;
            double xx = 0, yy = 0, xy = 0;
            foreach ((int x, int y) in blob.Pixels)
            {
                double dx = x + 0.5 - cx, dy = y + 0.5 - cy;
                (xx, yy, xy) = (xx + (dx * dx) + (1 / 12.0), yy + (dy * dy) + (1 / 12.0), xy + (dx * dy));
            }

            double mean = (xx + yy) / 2, root = Math.Sqrt(Math.Max(0, ((xx - yy) * (xx - yy) / 4) + (xy * xy))), angle = 0.5 * Math.Atan2(2 * xy, xx - yy);
            return new Bar(blob, cx, cy, Math.Cos(angle), Math.Sin(angle), Math.Sqrt(12 * (mean + root) / blob.Area), Math.Sqrt(12 * Math.Max(0, mean - root) / blob.Area));
        }
    }
}
