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
    private const double LeastPassing = 2.5;
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
        new GapBridges(OpenEnds, () => graph.Strokes.Where(stroke => !_ticks.Contains(stroke)), map, texts, strokeWidth).Bridge(cancellationToken);
        foreach (StrokeEnd end in OpenEnds())
            end.Node = OnLifeline(end);
        foreach (StrokeEnd end in OpenEnds())
            end.Node = ContainerNear(end.X, end.Y, _near + 2);
        // A line is not far longer than it was drawn.
        foreach (StrokeEnd end in OpenEnds())
            end.Node = LeafNear(end, Math.Max(12, Math.Min(8 * strokeWidth, Span(end))));
        EndAtRims();
    }

    /// <summary>How far a line reaches from an end of it.</summary>
    private static double Span(StrokeEnd end)
    {
        StrokeEnd far = end.Other;
        for (int steps = 0; steps < 512 && far.Next is { } next; steps++)
            far = next.Other;
        return Math.Max(end.DistanceTo(far), end.Stroke.Length);
    }

    /// <summary>What ends at a line that leaves a shape and comes back to it (the rim of a copy behind it, a drawn depth) ends at the shape.</summary>
    private void EndAtRims()
    {
        foreach (StrokeJoint joint in graph.Joints)
        {
            StrokeEnd[] loose = [.. joint.Ends.Where(end => end is { Next: null, Node: < 0 } && end.Stroke.Length >= LeastPassing * strokeWidth)];
            if (loose.Length != 1)
                continue;
            foreach (StrokeEnd passing in joint.Ends.Where(end => end != loose[0] && end.Next is not null))
            {
                (int first, int last) = (Terminal(passing.Other), Terminal(passing.Next!.Other));
                if (first >= 0 && first == last && Terminal(loose[0].Other) != first)
                    loose[0].Node = first;
            }
        }
    }

    /// <summary>The shape where a line ends that goes on from an end.</summary>
    private static int Terminal(StrokeEnd end)
    {
        for (int steps = 0; steps < 512 && end.Next is { } next; steps++)
            end = next.Other;
        return end.Node;
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

    /// <summary>The shape of the lifeline that an end lies at; an activation on it whose side is nearer goes before.</summary>
    private int OnLifeline(StrokeEnd end)
    {
        if (lifelines.FirstOrDefault(line => line.Ends(end.X, end.Y, end.DirectionX, 1.5 * _near, _near)) is not { } found)
            return -1;
        (int container, double gap) = RingNear(end.X, end.Y, _near + 2);
        return container >= 0 && gap < Math.Abs(found.X - end.X) && found.X >= map.Nodes[container].Box.Left && found.X < map.Nodes[container].Box.Right ? container : found.Node;
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

}
