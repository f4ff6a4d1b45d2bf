namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Finds long straight lines of one colour, level and upright, solid or dashed: rows where one colour's pixels, small gaps bridged, run over a
/// large part of the width, and that are not part of something thick.
/// </summary>
internal sealed class LineFinder(PixelGrid grid, BitMask ink)
{
    private const int ColorTolerance = 30 * 30;
    private const double LeastCoverage = 0.3;
    private const int Beside = 3;

    /// <summary>Lines at least <paramref name="share"/> of the picture's width or height long.</summary>
    public List<RasterLine> Find(double share)
    {
        int thickest = Math.Clamp(Math.Min(grid.Width, grid.Height) / 60, 5, 14);
        return [.. Scan(true, (int)(share * grid.Width), thickest), .. Scan(false, (int)(share * grid.Height), thickest)];
    }

    private IEnumerable<RasterLine> Scan(bool level, int shortest, int thickest)
    {
        int across = level ? grid.Height : grid.Width, bridge = Math.Clamp((level ? grid.Width : grid.Height) / 40, 8, 30);
        var pending = new List<RasterLine>();
        for (int at = 0; at <= across; at++)
        {
            List<RasterLine> row = at < across ? Row(level, at, shortest, bridge) : [];
            var next = new List<RasterLine>();
            foreach (RasterLine line in row)
            {
                RasterLine? before = pending.Find(other => other.End > line.Start && other.Start < line.End);
                if (before is null)
                {
                    next.Add(line);
                    continue;
                }

                pending.Remove(before);
                bool stronger = line.Coverage >= before.Coverage;
                next.Add(before with
                {
                    To = at + 1,
                    Start = Math.Min(before.Start, line.Start),
                    End = Math.Max(before.End, line.End),
                    Coverage = Math.Max(before.Coverage, line.Coverage),
                    Color = stronger ? line.Color : before.Color,
                });
            }

            foreach (RasterLine line in pending)
            {
                if (line.To - line.From <= thickest && !IsWithin(line))
                    yield return line;
            }

            pending = next;
        }
    }

    /// <summary>Whether most of both sides have the line's own colour: a row of something thick whose rows differ.</summary>
    private bool IsWithin(RasterLine line) => SameBeside(line, line.From - Beside) > 0.5 && SameBeside(line, line.To - 1 + Beside) > 0.5;

    private double SameBeside(RasterLine line, int at)
    {
        if (at < 0 || at >= (line.IsLevel ? grid.Height : grid.Width))
            return 0;
        int same = 0;
        for (int i = line.Start; i < line.End; i++)
            same += PixelGrid.DistanceSquared(line.IsLevel ? grid.At(i, at) : grid.At(at, i), line.Color) <= ColorTolerance ? 1 : 0;
        return (double)same / line.Length;
    }

    /// <summary>The lines of one row: runs of one colour joined over gaps.</summary>
    private List<RasterLine> Row(bool level, int at, int shortest, int bridge)
    {
        var found = new List<RasterLine>();
        int length = level ? grid.Width : grid.Height;
        int start = -1, last = -1, reach = -1, painted = 0, color = 0;
        for (int i = 0; i < length; i++)
        {
            int x = level ? i : at, y = level ? at : i;
            if (!ink[x, y])
                continue;
            int here = grid.At(x, y);
            if (start >= 0 && i - reach <= bridge && PixelGrid.DistanceSquared(here, color) <= ColorTolerance)
            {
                (last, reach, painted) = (i, i, painted + 1);
                continue;
            }

            // Something of another colour may stand upon the line: the line goes on behind it.
            if (start >= 0 && i - reach <= bridge && i - last <= 6 * bridge && painted > 6)
            {
                reach = i;
                continue;
            }

            Close();
            (start, last, reach, painted, color) = (i, i, i, 1, here);
        }

        Close();
        return found;

        void Close()
        {
            if (start >= 0 && last + 1 - start >= shortest && painted >= LeastCoverage * (last + 1 - start))
                found.Add(new RasterLine(level, at, at + 1, start, last + 1, color, (double)painted / (last + 1 - start)));
        }
    }
}
