namespace AiScholar.Rl.MultiModal;

/// <summary>Turns chains of strokes into connections of shapes.</summary>
internal static class EdgeFinder
{
    private const double LoopReach = 6;

    public static List<FoundEdge> Find(List<StrokeChain> chains, IReadOnlyList<FoundNode> nodes, double strokeWidth)
    {
        var edges = new List<FoundEdge>();
        foreach (StrokeChain chain in chains)
        {
            int from = chain.First.Node, to = chain.Last.Node;
            if (from < 0 || to < 0)
                continue;
            if (from == to && !LeavesShape(chain, nodes[from], LoopReach * strokeWidth))
                continue;
            edges.Add(new FoundEdge(from, to, chain.First.HasHead, chain.Last.HasHead, chain.Path));
        }

        return edges;
    }

    /// <summary>A loop goes out and comes back; remains of an outline do not.</summary>
    private static bool LeavesShape(StrokeChain chain, FoundNode node, double reach)
    {
        PixelBox box = node.Box;
        return chain.Path.Any(point => Math.Max(Math.Max(box.Left - point.X, point.X - box.Right), Math.Max(box.Top - point.Y, point.Y - box.Bottom)) > reach);
    }
}
