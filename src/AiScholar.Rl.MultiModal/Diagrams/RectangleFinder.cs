namespace AiScholar.Rl.MultiModal;

/// <summary>Finds rectangles by their four lines, whatever crosses them: level and upright lines whose ends meet at the corners.</summary>
internal static class RectangleFinder
{
    public static List<FoundNode> Find(FlatRegions regions, double strokeWidth, DiagramOptions options, CancellationToken cancellationToken)
    {
        List<Side> level = Sides(regions, strokeWidth, true), upright = Sides(regions, strokeWidth, false);
        cancellationToken.ThrowIfCancellationRequested();
        int tolerance = (int)Math.Ceiling(strokeWidth) + 2;
        var starts = new CornerIndex(tolerance);
        var ends = new CornerIndex(tolerance);
        foreach (Side side in upright)
            starts.Add(side.At, side.Start, side);
        foreach (Side side in level)
            ends.Add(side.Start, side.At, side);
        var found = new List<FoundNode>();
        foreach (Side top in level)
        {
            foreach (Side left in starts.Near(top.Start, top.At))
            {
                foreach (Side right in starts.Near(top.End, top.At))
                {
                    if (Math.Abs(left.End - right.End) > tolerance)
                        continue;
                    if (!ends.Near(left.At, left.End).Any(bottom => Math.Abs(bottom.End - right.At) <= tolerance && bottom.At > top.At + (4 * strokeWidth)))
                        continue;
                    var box = new PixelBox(left.At, top.At, right.At + 1, left.End + 1);
                    if (box.Width > 4 * strokeWidth && box.Height > 4 * strokeWidth)
                        found.Add(new FoundNode(box, "rectangle") { Color = Inside(regions, box, (int)Math.Ceiling(strokeWidth) + 1), IsPlain = true });
                    if (found.Count > options.MaxNodes)
                        return found;
                }
            }
        }

        return found;
    }

    private static int Inside(FlatRegions regions, PixelBox box, int margin)
    {
        var colors = new Dictionary<int, int>();
        for (int x = box.Left + margin; x < box.Right - margin; x++)
        {
            Count(x, box.Top + margin);
            Count(x, box.Bottom - 1 - margin);
        }

        return colors.Count == 0 ? 0xFFFFFF : colors.MaxBy(pair => pair.Value).Key;

        void Count(int x, int y)
        {
            if ((uint)x >= (uint)regions.Width || (uint)y >= (uint)regions.Height || regions.At(x, y) is not { IsSurface: true } region)
                return;
            colors[region.Color] = colors.GetValueOrDefault(region.Color) + 1;
        }
    }

    private static List<Side> Sides(FlatRegions regions, double strokeWidth, bool level)
    {
        int least = Math.Max(8, (int)(4 * strokeWidth)), outer = level ? regions.Height : regions.Width, inner = level ? regions.Width : regions.Height;
        double thickest = (3 * strokeWidth) + 3;
        var done = new List<Side>();
        var open = new List<(int Start, int End, int From, int To)>();
        for (int i = 0; i < outer; i++)
        {
            var next = new List<(int Start, int End, int From, int To)>();
            for (int j = 0; j < inner;)
            {
                if (!IsInk(i, j))
                {
                    j++;
                    continue;
                }

                int start = j;
                while (j < inner && IsInk(i, j))
                    j++;
                if (j - start >= least)
                    next.Add((start, j, i, i + 1));
            }

            int scan = 0;
            for (int k = 0; k < next.Count; k++)
            {
                while (scan < open.Count && open[scan].End <= next[k].Start)
                    Close(open[scan++]);
                if (scan < open.Count && open[scan].Start < next[k].End)
                {
                    (int Start, int End, int From, int To) before = open[scan++];
                    next[k] = (Math.Min(before.Start, next[k].Start), Math.Max(before.End, next[k].End), before.From, i + 1);
                }
            }

            while (scan < open.Count)
                Close(open[scan++]);
            open = next;
        }

        foreach ((int Start, int End, int From, int To) side in open)
            Close(side);
        return done;

        bool IsInk(int i, int j) => !(level ? regions.At(j, i) : regions.At(i, j)).IsSurface;

        void Close((int Start, int End, int From, int To) side)
        {
            if (side.To - side.From <= thickest)
                done.Add(new Side((side.From + side.To - 1) / 2, side.Start, side.End - 1));
        }
    }

    private sealed record Side(int At, int Start, int End);

    /// <summary>Sides by a corner of theirs.</summary>
    private sealed class CornerIndex(int tolerance)
    {
        private readonly Dictionary<(int, int), List<(int X, int Y, Side Side)>> _cells = [];

        public void Add(int x, int y, Side side)
        {
            (int, int) key = (x / (tolerance + 1), y / (tolerance + 1));
            if (!_cells.TryGetValue(key, out List<(int, int, Side)>? cell))
                _cells.Add(key, cell = []);
            cell.Add((x, y, side));
        }

        public IEnumerable<Side> Near(int x, int y)
        {
            int cx = x / (tolerance + 1), cy = y / (tolerance + 1);
            for (int dx = -1; dx <= 1; dx++)
            {
                for (int dy = -1; dy <= 1; dy++)
                {
                    if (!_cells.TryGetValue((cx + dx, cy + dy), out List<(int X, int Y, Side Side)>? cell))
                        continue;
                    foreach ((int px, int py, Side side) in cell)
                    {
                        if (Math.Abs(px - x) <= tolerance && Math.Abs(py - y) <= tolerance)
                            yield return side;
                    }
                }
            }
        }
    }
}
