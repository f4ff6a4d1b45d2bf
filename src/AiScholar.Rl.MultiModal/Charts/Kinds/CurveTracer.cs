namespace AiScholar.Rl.MultiModal;

/// <summary>Follows a curve of one colour through its mask from left to right, a place for each column; what other curves cover is bridged.</summary>
internal static class CurveTracer
{
    private const double Tolerance = 0.7;
    private const int SmallestPart = 6;
    private const double LeastCover = 0.6;
    private const double LeastSpan = 0.25;

    /// <summary>The curve's corners in pixels, or null when the mask holds none.</summary>
    public static List<(double X, double Y)>? Trace(BitMask mask, PixelBox area)
    {
        List<Blob> blobs = ConnectedComponents.Find(mask);
        int widest = blobs.Count == 0 ? 0 : blobs.Max(blob => blob.Box.Width);
        if (widest < 0.2 * area.Width)
            return null;
        var runs = new List<(int Top, int Bottom)>[mask.Width];
        foreach (Blob blob in blobs.Where(blob => blob.Area >= SmallestPart))
        {
            foreach (IGrouping<int, (int X, int Y)> column in blob.Pixels.GroupBy(pixel => pixel.X))
                AddRuns(runs[column.Key] ??= [], [.. column.Select(pixel => pixel.Y).Order()]);
        }

        Blob largest = blobs.MaxBy(blob => blob.Box.Width)!;
        int start = largest.Box.Left;
        (int Top, int Bottom) first = runs[start].MaxBy(run => run.Bottom - run.Top);
        List<(int X, int Top, int Bottom)> path = [.. Follow(runs, start, first, -1, area.Left).Reverse(), (start, first.Top, first.Bottom), .. Follow(runs, start, first, 1, area.Right - 1)];
        return path.Count < 3 || path.Count < LeastCover * (path[^1].X - path[0].X) || path[^1].X - path[0].X < LeastSpan * area.Width ? null : Simplifier.Simplify(Middles(path), Tolerance);
    }

    private static void AddRuns(List<(int Top, int Bottom)> runs, int[] rows)
    {
        int start = rows[0], last = rows[0];
        foreach (int y in rows.AsSpan(1))
        {
            if (y > last + 1)
            {
                runs.Add((start, last + 1));
                start = y;
            }

            last = y;
        }

        runs.Add((start, last + 1));
    }

    private static IEnumerable<(int X, int Top, int Bottom)> Follow(List<(int Top, int Bottom)>[] runs, int from, (int Top, int Bottom) at, int step, int end)
    {
        int missed = 0;
        for (int x = from + step; x >= 0 && x < runs.Length && (step < 0 ? x >= end : x <= end); x += step)
        {
            if (runs[x] is not { Count: > 0 } column)
            {
                missed++;
                continue;
            }

            (int Top, int Bottom) next = column.MinBy(run => Apart(run, at));
            // The longer the curve was out of sight, the farther it may have gone.
            if (Apart(next, at) > 6 + (4 * missed))
            {
                missed++;
                continue;
            }

            (at, missed) = (next, 0);
            yield return (x, next.Top, next.Bottom);
        }
    }

    private static int Apart((int Top, int Bottom) a, (int Top, int Bottom) b) => Math.Max(0, Math.Max(a.Top - b.Bottom, b.Top - a.Bottom));

    /// <summary>The middle of each run; at a peak or a dip its outer end less half a stroke.</summary>
    private static List<(double X, double Y)> Middles(List<(int X, int Top, int Bottom)> path)
    {
        int[] heights = [.. path.Select(run => run.Bottom - run.Top).Order()];
        double half = Math.Min(heights[heights.Length / 4], 8) / 2.0;
        var points = new List<(double X, double Y)>(path.Count);
        for (int i = 0; i < path.Count; i++)
        {
            (int x, int top, int bottom) = path[i];
            double middle = (top + bottom) / 2.0, y = middle;
            if (bottom - top > (2 * half) + 1 && i > 0 && i < path.Count - 1)
            {
                double before = (path[i - 1].Top + path[i - 1].Bottom) / 2.0, after = (path[i + 1].Top + path[i + 1].Bottom) / 2.0;
                if (before > middle && after > middle)
                    y = top + half;
                else if (before < middle && after < middle)
                    y = bottom - half;
            }

            points.Add((x + 0.5, y));
        }

        return points;
    }
}
