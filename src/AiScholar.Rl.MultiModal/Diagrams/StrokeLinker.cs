namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Follows strokes: through crossings by direction, into arrowheads, over gaps (dashes, labels, outlines of containers), up to the shapes
/// or lifelines they end at.
/// </summary>
internal sealed class StrokeLinker(StrokeGraph graph, NodeMap map, IReadOnlyList<DiagramText> texts, IReadOnlyList<Lifeline> lifelines, double strokeWidth)
{
    private const double StraightOn = 0.8;
    private const double TickLength = 7;
    private const double TickReach = 14;
    private const double CornerGap = 4;
    private const double LeastPassing = 4;
    private const double FarLength = 8;
    private const double FarGap = 120;
    private const double FarTurn = 0.12;
    private readonly HashSet<Stroke> _dropped = [];
    private readonly HashSet<Stroke> _ticks = [];
    private readonly double _near = (3 * strokeWidth) + 4;

    public void Link(CancellationToken cancellationToken)
    {
        ResolveJoints();
        cancellationToken.ThrowIfCancellationRequested();
        MarkTicks();
        foreach (StrokeEnd end in OpenEnds())
            end.Node = LeafNear(end, _near);
        BridgeFar(true);
        Bridge(false, cancellationToken);
        BridgeLabels();
        BridgeFar(false);
        Bridge(true, cancellationToken);
        foreach (StrokeEnd end in OpenEnds())
            end.Node = LifelineAt(end.X, end.Y, end.DirectionX, _near);
        foreach (StrokeEnd end in OpenEnds())
            end.Node = ContainerNear(end.X, end.Y, _near + 2);
        foreach (StrokeEnd end in OpenEnds())
            end.Node = LeafNear(end, Math.Max(12, 8 * strokeWidth));
    }

    private IEnumerable<StrokeEnd> OpenEnds() => graph.Strokes.SelectMany(stroke => new[] { stroke.First, stroke.Last }).Where(end => end.IsOpen && end.Joint < 0 && !_ticks.Contains(end.Stroke));

    private void ResolveJoints()
    {
        foreach (StrokeJoint joint in graph.Joints)
        {
            // Thinning leaves short spurs at corners.
            double spur = joint.IsSolid ? (1.5 * strokeWidth) + 2 : 1.2 * strokeWidth;
            foreach (StrokeEnd end in joint.Ends.Where(end => end.Stroke.Length < Math.Max(2, spur) && end.Other.Joint < 0).ToList())
                Drop(end);
        }

        MergeJoints();
        foreach (StrokeJoint joint in graph.Joints.ToList())
        {
            if (joint.IsSolid && HeadTarget(joint) is var node && (node >= 0 || joint.Ends.Count == 1) && !IsPassed(joint, node))
            {
                if (joint.Ends.Count == 0)
                    AddLooseHead(joint, node);
                foreach (StrokeEnd end in joint.Ends)
                    (end.HasHead, end.Node, end.Joint) = (true, node, node < 0 ? -1 : end.Joint);
                continue;
            }

            Pair(joint);
            StrokeEnd[] left = [.. joint.Ends.Where(end => end.Next is null)];
            if (joint.IsSolid && left.Length == 1)
                left[0].HasHead = true;
        }

        graph.Strokes.RemoveAll(_dropped.Contains);
    }

    /// <summary>A letter on a line is thick as a head is, but the line goes on behind it.</summary>
    private bool IsPassed(StrokeJoint joint, int node)
    {
        if (node >= 0 && !map.Nodes[node].IsContainer)
            return false;
        StrokeEnd[] lines = [.. joint.Ends.Where(end => end.Stroke.Length >= LeastPassing * strokeWidth)];
        return Array.Exists(lines, a => Array.Exists(lines, b => a.Stroke != b.Stroke && Bend(a, b) < 0.35));
    }

    private void Drop(StrokeEnd end)
    {
        _dropped.Add(end.Stroke);
        foreach (StrokeEnd tied in new[] { end, end.Other })
        {
            if (tied.Joint >= 0)
                graph.Joints[tied.Joint].Ends.Remove(tied);
        }
    }

    /// <summary>Two lines that cross at a small angle meet in two forks a short way apart: one joint.</summary>
    private void MergeJoints()
    {
        foreach (Stroke stroke in graph.Strokes)
        {
            int first = stroke.First.Joint, last = stroke.Last.Joint;
            if (_dropped.Contains(stroke) || first < 0 || last < 0 || first == last || stroke.Length > (3 * strokeWidth) + 2 || graph.Joints[first].IsSolid || graph.Joints[last].IsSolid)
                continue;
            Drop(stroke.First);
            foreach (StrokeEnd end in graph.Joints[last].Ends)
            {
                end.Joint = first;
                graph.Joints[first].Ends.Add(end);
            }

            graph.Joints[last].Ends.Clear();
        }
    }

    /// <summary>An arrowhead apart from its dashed line becomes a short stroke that the line can be tied to.</summary>
    private void AddLooseHead(StrokeJoint joint, int node)
    {
        FoundNode shape = map.Nodes[node];
        (int X, int Y) tip = joint.Pixels.MinBy(pixel => Distance(shape.Box, pixel));
        (double x, double y) = (joint.X - tip.X, joint.Y - tip.Y);
        (int X, int Y) foot = ((int)Math.Round(joint.X + x), (int)Math.Round(joint.Y + y));
        var stroke = new Stroke([tip, ((int)joint.X, (int)joint.Y), foot], 2);
        (stroke.First.HasHead, stroke.First.Node) = (true, node);
        graph.Strokes.Add(stroke);
    }

    /// <summary>Short strokes across a line just ahead of its shape (the bars of crow's feet) are a mark of its end and go on to nothing.</summary>
    private void MarkTicks()
    {
        foreach (StrokeJoint joint in graph.Joints.Where(joint => !joint.IsSolid && joint.Ends.Count >= 3 && IsBeforeShape(joint)))
        {
            StrokeEnd longest = joint.Ends.MaxBy(end => end.Stroke.Length)!;
            StrokeEnd[] bars = [.. joint.Ends.Where(end => end != longest && end.Next is { } other && other != longest && IsFree(end) && IsFree(other))];
            if (bars.Length < 2)
                continue;
            _ticks.UnionWith(bars.Select(end => end.Stroke));
            if (longest.Next is null)
                (longest.HasHead, longest.Joint) = (true, -1);
            else if (IsFree(longest.Next))
                longest.Next.Other.HasHead = true;
        }
    }

    private bool IsFree(StrokeEnd end) => end.Stroke.Length <= TickLength * strokeWidth && end.Other is { Joint: < 0, IsOpen: true };

    private bool IsBeforeShape(StrokeJoint joint)
    {
        double reach = TickReach * strokeWidth;
        return map.Nodes.Any(node => !node.IsContainer && Math.Sqrt(Distance(node.Box, ((int)joint.X, (int)joint.Y))) <= reach);
    }

    private static double Distance(PixelBox box, (int X, int Y) point)
    {
        double dx = Math.Max(0, Math.Max(box.Left - point.X, point.X - box.Right)), dy = Math.Max(0, Math.Max(box.Top - point.Y, point.Y - box.Bottom));
        return (dx * dx) + (dy * dy);
    }

    /// <summary>The shape nearest to an arrowhead, on the side away from its line; -1 when none is near.</summary>
    private int HeadTarget(StrokeJoint joint)
    {
        (double X, double Y) toward = (0, 0);
        foreach (StrokeEnd end in joint.Ends)
            toward = (toward.X + joint.X - end.X, toward.Y + joint.Y - end.Y);
        int best = -1;
        double nearest = double.MaxValue;
        int reach = (int)Math.Ceiling(_near);
        foreach ((int x, int y) in joint.Pixels)
        {
            double ahead = ((x - joint.X) * toward.X) + ((y - joint.Y) * toward.Y);
            if (joint.Ends.Count > 0 && ahead < 0)
                continue;
            foreach ((int dx, int dy) in Rays)
            {
                if (joint.Ends.Count > 0 && (dx * toward.X) + (dy * toward.Y) < 0)
                    continue;
                for (int step = 1; step <= reach && step * Math.Max(Math.Abs(dx), Math.Abs(dy)) < nearest; step++)
                {
                    int leaf = map.LeafAt(x + (dx * step), y + (dy * step));
                    if (leaf < 0)
                        continue;
                    double distance = step * Math.Sqrt((dx * dx) + (dy * dy));
                    if (distance < nearest)
                        (best, nearest) = (leaf, distance);
                    break;
                }
            }

            (int container, double gap) = RingNear(x, y, Math.Min(_near, nearest - 0.5));
            if (container >= 0)
                (best, nearest) = (container, gap);
        }

        if (best >= 0 && !map.Nodes[best].IsContainer)
            return best;
        (int X, int Y) tip = joint.Pixels.MaxBy(pixel => ((pixel.X - joint.X) * toward.X) + ((pixel.Y - joint.Y) * toward.Y));
        double length = Math.Max(1e-6, Math.Sqrt((toward.X * toward.X) + (toward.Y * toward.Y)));
        int lifeline = LifelineAt(tip.X, tip.Y, toward.X / length, _near);
        return lifeline >= 0 ? lifeline : best;
    }

    /// <summary>The shape of the lifeline that a level line ends at, or -1.</summary>
    private int LifelineAt(double x, double y, double directionX, double reach) =>
        lifelines.FirstOrDefault(line => line.Ends(x, y, directionX, reach, _near)) is { } line ? line.Node : -1;

    private static readonly (int X, int Y)[] Rays = [(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)];

    private static void Pair(StrokeJoint joint)
    {
        List<StrokeEnd> ends = joint.Ends;
        var pairs = new List<(double Bend, StrokeEnd A, StrokeEnd B)>();
        for (int i = 0; i < ends.Count; i++)
        {
            for (int j = i + 1; j < ends.Count; j++)
            {
                if (ends[i].Stroke != ends[j].Stroke)
                    pairs.Add((Bend(ends[i], ends[j]), ends[i], ends[j]));
            }
        }

        foreach ((double bend, StrokeEnd a, StrokeEnd b) in pairs.OrderBy(pair => pair.Bend))
        {
            if (a.Next is null && b.Next is null && (bend < StraightOn || ends.Count == 2))
                (a.Next, b.Next) = (b, a);
        }
    }

    /// <summary>The angle by which a line turns that goes out of one end and in at another, in radians.</summary>
    private static double Bend(StrokeEnd a, StrokeEnd b) => Math.Acos(Math.Clamp(-((a.DirectionX * b.DirectionX) + (a.DirectionY * b.DirectionY)), -1, 1));

    private int LeafNear(StrokeEnd end, double reach)
    {
        double length = Math.Abs(end.DirectionX) + Math.Abs(end.DirectionY);
        for (double step = 0; step <= reach; step++)
        {
            double cx = end.X + (end.DirectionX * step), cy = end.Y + (end.DirectionY * step);
            int around = length < 1e-6 ? (int)step : (int)Math.Min(strokeWidth + 1, step);
            for (int dy = -around; dy <= around; dy++)
            {
                for (int dx = -around; dx <= around; dx++)
                {
                    int leaf = map.LeafAt((int)Math.Round(cx) + dx, (int)Math.Round(cy) + dy);
                    if (leaf >= 0)
                        return leaf;
                }
            }
        }

        return -1;
    }

    private int ContainerNear(double x, double y, double reach) => RingNear(x, y, reach).Node;

    private (int Node, double Gap) RingNear(double x, double y, double reach)
    {
        int best = -1;
        double nearest = reach;
        foreach (FoundNode node in map.Nodes)
        {
            if (!node.IsContainer)
                continue;
            int border = map.BorderOf(node);
            PixelBox box = node.Box;
            double outside = Math.Max(Math.Max(box.Left - x, x - (box.Right - 1)), Math.Max(box.Top - y, y - (box.Bottom - 1)));
            double gap = Math.Max(0, Math.Abs(outside) - border);
            if (gap < nearest)
                (best, nearest) = (node.Index, gap);
        }

        return (best, nearest);
    }

    /// <summary>Ties ends across short gaps by their direction, then where a line turns a corner between two dashes.</summary>
    private void Bridge(bool corners, CancellationToken cancellationToken)
    {
        double most = 14 * strokeWidth;
        int cell = (int)Math.Ceiling(most);
        StrokeEnd[] open = [.. OpenEnds()];
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
        StrokeEnd[] open = [.. OpenEnds().Where(end => !end.HasHead)];
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

    /// <summary>Whether two ends lie at one text, which is between them.</summary>
    private bool AreBesideText(StrokeEnd a, StrokeEnd b, double gap)
    {
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

    /// <summary>Two long lines (or only those with text between them) that lie on one straight line and face each other are one, whatever hides the part between them.</summary>
    private void BridgeFar(bool acrossText)
    {
        var open = new List<(StrokeEnd End, double X, double Y, Stroke Start)>();
        foreach (StrokeEnd end in OpenEnds().Where(end => !end.HasHead))
        {
            if (Course(end) is { } course)
                open.Add((end, course.X, course.Y, course.Start));
        }

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

        foreach ((double _, StrokeEnd a, StrokeEnd b) in pairs.OrderBy(pair => pair.Gap))
        {
            if (a.IsOpen && b.IsOpen && !CrossesLeaf(a, b))
                (a.Next, b.Next) = (b, a);
        }
    }
}
