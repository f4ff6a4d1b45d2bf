namespace AiScholar.Rl.MultiModal;

/// <summary>Ties the open ends of strokes across what parts them: gaps between dashes, labels, letters, what lies over a line.</summary>
internal sealed class GapBridges(Func<IEnumerable<StrokeEnd>> openEnds, Func<IEnumerable<Stroke>> strokes, NodeMap map, IReadOnlyList<DiagramText> texts, double strokeWidth)
{
    private const double CornerGap = 4;
    private const double Onward = 0.6;
    private const double FarLength = 8;
    private const double FarGap = 120;
    private const double FarTurn = 0.12;
    private const double StrayLength = 14;
    private const double Straight = 0.9;
    private const double LongCourse = 24;
    private const int Samples = 24;
    private const double Covered = 0.6;
    private readonly double _near = (3 * strokeWidth) + 4;

    public void Bridge(CancellationToken cancellationToken)
    {
        BridgeFar(true);
        BridgeNear(false, cancellationToken);
        BridgeLabels();
        BridgeFar(false);
        BridgeNear(true, cancellationToken);
    }

    /// <summary>Ties ends across short gaps by their direction, then where a line turns a corner between two dashes.</summary>
    private void BridgeNear(bool corners, CancellationToken cancellationToken)
    {
        double most = 14 * strokeWidth;
        int cell = (int)Math.Ceiling(most);
        StrokeEnd[] open = [.. openEnds()];
        var cells = new Dictionary<(int, int), List<StrokeEnd>>();
        foreach (StrokeEnd end in open)
        {
            (int, int) key = ((int)end.X / cell, (int)end.Y / cell);
            if (!cells.TryGetValue(key, out List<StrokeEnd>? list))
                cells.Add(key, list = []);
            list.Add(end);
        }

        var pairs = new List<(double Cost, StrokeEnd A, StrokeEnd B)>();
        foreach (StrokeEnd a in open)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (int dx = -1; dx <= 1; dx++)
            {
                for (int dy = -1; dy <= 1; dy++)
                {
                    if (!cells.TryGetValue(((int)a.X / cell + dx, (int)a.Y / cell + dy), out List<StrokeEnd>? list))
                        continue;
                    foreach (StrokeEnd b in list)
                    {
                        if (a.Stroke == b.Stroke || a.HasHead || b.HasHead)
                            continue;
                        if (Cost(a, b, most, corners) is { } cost)
                            pairs.Add((cost, a, b));
                    }
                }
            }
        }

        foreach ((double _, StrokeEnd a, StrokeEnd b) in pairs.OrderBy(pair => pair.Cost))
        {
            if (a.IsOpen && b.IsOpen && !CrossesLeaf(a, b))
                (a.Next, b.Next) = (b, a);
        }
    }

    private double? Cost(StrokeEnd a, StrokeEnd b, double most, bool corners)
    {
        double dx = b.X - a.X, dy = b.Y - a.Y, gap = Math.Sqrt((dx * dx) + (dy * dy));
        if (gap > most)
            return null;
        if (gap < 1.5)
            return gap;
        // Ends that all but touch may lie side by side; what counts is that the line goes on.
        if (gap < 2 * strokeWidth && Math.Acos(Math.Clamp(-((a.DirectionX * b.DirectionX) + (a.DirectionY * b.DirectionY)), -1, 1)) < Onward && a.Stroke.Length > 1 && b.Stroke.Length > 1)
            return gap / strokeWidth;
        double first = Turn(a, dx / gap, dy / gap), second = Turn(b, -dx / gap, -dy / gap);
        if (corners && gap < CornerGap * strokeWidth && Math.Min(first, second) < 0.5 && Math.Max(first, second) < 1.8)
            return gap / strokeWidth;
        double limit = gap < 5 * strokeWidth ? 0.75 : gap < 8 * strokeWidth ? 0.6 : 0.45;
        return first > limit || second > limit ? null : (gap / strokeWidth) + (12 * (first + second));
    }

    /// <summary>The turn at an end; the direction of a dot is not known.</summary>
    private static double Turn(StrokeEnd end, double dx, double dy)
    {
        double turn = end.DirectionX == 0 && end.DirectionY == 0 ? 0.3 : Math.Acos(Math.Clamp((end.DirectionX * dx) + (end.DirectionY * dy), -1, 1));
        return end.Stroke.Length <= 3 && turn < 1.2 ? Math.Min(turn, 0.3) : turn;
    }

    private bool CrossesLeaf(StrokeEnd a, StrokeEnd b)
    {
        double gap = a.DistanceTo(b);
        for (double step = 0; step <= gap; step += 2)
        {
            double t = gap == 0 ? 0 : step / gap;
            if (map.LeafAt((int)(a.X + ((b.X - a.X) * t)), (int)(a.Y + ((b.Y - a.Y) * t))) >= 0)
                return true;
        }

        return false;
    }

    /// <summary>Two ends at one block of text belong to one line that the text interrupts.</summary>
    private void BridgeLabels()
    {
        int reach = (int)Math.Ceiling((3 * strokeWidth) + 6);
        StrokeEnd[] open = [.. openEnds().Where(end => !end.HasHead)];
        foreach (PixelBox text in texts.Select(text => text.Box))
        {
            PixelBox near = text.Inflate(Math.Max(reach, text.Height / 3));
            StrokeEnd[] ends = [.. open.Where(end => end.IsOpen && near.Contains(end.X, end.Y))];
            var pairs = new List<(double Cost, StrokeEnd A, StrokeEnd B)>();
            for (int i = 0; i < ends.Length; i++)
            {
                for (int j = i + 1; j < ends.Length; j++)
                {
                    if (ends[i].Stroke == ends[j].Stroke)
                        continue;
                    double dx = ends[j].X - ends[i].X, dy = ends[j].Y - ends[i].Y, gap = Math.Sqrt((dx * dx) + (dy * dy));
                    if (gap < 1e-6)
                        continue;
                    pairs.Add((Turn(ends[i], dx / gap, dy / gap) + Turn(ends[j], -dx / gap, -dy / gap), ends[i], ends[j]));
                }
            }

            foreach ((double cost, StrokeEnd a, StrokeEnd b) in pairs.OrderBy(pair => pair.Cost))
            {
                if (a.IsOpen && b.IsOpen && (cost < 0.6 || (ends.Length == 2 && cost < 2.2)))
                    (a.Next, b.Next) = (b, a);
            }
        }
    }

    /// <summary>Where a line heads at an open end, over more than its last stroke, which may be the rest of a letter; null for a short line.</summary>
    private (double X, double Y, Stroke Start)? Course(StrokeEnd end)
    {
        double wanted = FarLength * strokeWidth;
        StrokeEnd at = end;
        for (int steps = 0; steps < 64; steps++)
        {
            StrokeEnd far = at.Other;
            double length = end.DistanceTo(far);
            if (length >= wanted)
            {
                (int X, int Y) from = (at == at.Stroke.First ? at.Stroke.Points : at.Stroke.Points.Reverse()).First(point => Math.Sqrt(((point.X - end.X) * (point.X - end.X)) + ((point.Y - end.Y) * (point.Y - end.Y))) >= wanted);
                (double dx, double dy) = (end.X - from.X, end.Y - from.Y);
                double distance = Math.Sqrt((dx * dx) + (dy * dy));
                return (dx / distance, dy / distance, Start(far));
            }

            if (far.Next is not { } next)
                return null;
            at = next;
        }

        return null;
    }

    private static Stroke Start(StrokeEnd far)
    {
        for (int steps = 0; steps < 512 && far.Next is { } next; steps++)
            far = next.Other;
        return far.Stroke;
    }

    /// <summary>Whether there is text over most of what parts two ends, or one text between them that both are near.</summary>
    private bool AreBesideText(StrokeEnd a, StrokeEnd b, double gap)
    {
        int covered = 0;
        for (int i = 0; i < Samples; i++)
        {
            double t = (i + 0.5) / Samples, x = a.X + ((b.X - a.X) * t), y = a.Y + ((b.Y - a.Y) * t);
            covered += texts.Any(text => text.Box.Inflate(2).Contains(x, y)) ? 1 : 0;
        }

        if (covered >= Covered * Samples)
            return true;
        foreach (DiagramText text in texts)
        {
            if (!text.Box.Inflate(2).Contains((a.X + b.X) / 2, (a.Y + b.Y) / 2))
                continue;
            PixelBox near = text.Box.Inflate(Math.Max(text.LineHeight, (int)_near));
            if (gap <= FarGap * strokeWidth || (near.Contains(a.X, a.Y) && near.Contains(b.X, b.Y)))
                return true;
        }

        return false;
    }

    /// <summary>
    /// The ends of long straight strokes that run into letters: at a fork that leads nowhere, or going on by a short way to an open end.
    /// </summary>
    private IEnumerable<(StrokeEnd End, double X, double Y, Stroke Start)> Buried()
    {
        double longest = StrayLength * strokeWidth;
        foreach (Stroke stroke in strokes().Where(stroke => stroke.Length >= FarLength * strokeWidth && stroke.Straightness > Straight))
        {
            foreach (StrokeEnd end in new[] { stroke.First, stroke.Last })
            {
                if (end.Node >= 0 || end.HasHead || (end.Next is null && end.Joint < 0))
                    continue;
                double length = 0;
                StrokeEnd? at = end.Next;
                while (at is not null && (length += at.Stroke.Length) <= longest && at.Other is { Node: < 0, HasHead: false })
                    at = at.Other.Next;
                if (at is null)
                    yield return Along(end, Start(end.Other));
            }
        }
    }

    /// <summary>The direction of a straight stroke at an end over most of it: its last pixels may be a letter's.</summary>
    private (StrokeEnd End, double X, double Y, Stroke Start) Along(StrokeEnd end, Stroke start)
    {
        IReadOnlyList<(int X, int Y)> points = end.Stroke.Points;
        int back = (int)Math.Min(0.8 * points.Count, LongCourse * strokeWidth), near = Math.Min(back / 4, (int)Math.Ceiling(2 * strokeWidth));
        bool first = end == end.Stroke.First;
        (int X, int Y) from = points[first ? back : points.Count - 1 - back], to = points[first ? near : points.Count - 1 - near];
        (double dx, double dy) = (to.X - from.X, to.Y - from.Y);
        double length = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)));
        return (end, dx / length, dy / length, start);
    }

    /// <summary>Two long lines (or only those with text between them) that lie on one straight line and face each other are one, whatever hides the part between them.</summary>
    private void BridgeFar(bool acrossText)
    {
        var open = new List<(StrokeEnd End, double X, double Y, Stroke Start)>();
        foreach (StrokeEnd end in openEnds().Where(end => !end.HasHead))
        {
            if (Course(end) is { } course)
                open.Add((end, course.X, course.Y, course.Start));
        }

        if (acrossText)
            open.AddRange(Buried());

        var pairs = new List<(double Gap, StrokeEnd A, StrokeEnd B)>();
        for (int i = 0; i < open.Count; i++)
        {
            for (int j = i + 1; j < open.Count; j++)
            {
                (StrokeEnd a, StrokeEnd b) = (open[i].End, open[j].End);
                double gap = a.DistanceTo(b);
                if (open[i].Start == open[j].Start || gap < 1 || (acrossText ? !AreBesideText(a, b, gap) : gap > FarGap * strokeWidth))
                    continue;
                (double dx, double dy) = ((b.X - a.X) / gap, (b.Y - a.Y) / gap);
                double first = (open[i].X * dx) + (open[i].Y * dy), second = -(open[j].X * dx) - (open[j].Y * dy);
                if (Math.Min(first, second) > 0 && Math.Acos(Math.Min(1, first)) + Math.Acos(Math.Min(1, second)) < FarTurn + (2 * strokeWidth / gap))
                    pairs.Add((gap, a, b));
            }
        }

        var tied = new HashSet<StrokeEnd>();
        foreach ((double _, StrokeEnd a, StrokeEnd b) in pairs.OrderBy(pair => pair.Gap))
        {
            if ((!acrossText && !(a.IsOpen && b.IsOpen)) || tied.Contains(a) || tied.Contains(b) || CrossesLeaf(a, b))
                continue;
            foreach (StrokeEnd end in new[] { a, b })
            {
                tied.Add(end);
                if (end.Next is { } stray)
                    stray.Next = null;
            }

            (a.Next, b.Next) = (b, a);
        }
    }
}
