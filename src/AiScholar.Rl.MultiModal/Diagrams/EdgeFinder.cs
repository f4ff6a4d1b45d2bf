namespace AiScholar.Rl.MultiModal;

/// <summary>Turns chains of strokes into connections of shapes.</summary>
internal static class EdgeFinder
{
    private const double LoopReach = 6;

    /// <summary>In stroke widths: a shorter loop is a letter.</summary>
    private const double LeastLoop = 40;
    private const double LongestLetter = 20;
    private const double LetterReach = 0.6;

    public static List<FoundEdge> Find(List<StrokeChain> chains, IReadOnlyList<FoundNode> nodes, double strokeWidth)
    {
        var edges = new List<FoundEdge>();
        foreach (StrokeChain chain in chains)
        {
            int from = chain.First.Node, to = chain.Last.Node;
            if (from < 0 || to < 0)
                continue;
            if (from == to && (!LeavesShape(chain, nodes[from], LoopReach * strokeWidth) || chain.Path.Count < LeastLoop * strokeWidth))
                continue;
            if (from != to && IsLetter(chain, strokeWidth))
                continue;
            if (from != to && IsOutline(chain, nodes[from].Box, nodes[to].Box, (int)Math.Ceiling(2 * strokeWidth)))
                continue;
            edges.Add(new FoundEdge(from, to, chain.First.HasHead, chain.Last.HasHead, chain.Path));
        }

        return edges;
    }

    /// <summary>A short stroke that bends back is the rest of a letter between two shapes.</summary>
    private static bool IsLetter(StrokeChain chain, double strokeWidth) =>
        chain.Path.Count < LongestLetter * strokeWidth && chain.First.DistanceTo(chain.Last) < LetterReach * chain.Path.Count;

    /// <summary>Where two shapes overlap, what runs along them is the rest of an outline.</summary>
    private static bool IsOutline(StrokeChain chain, PixelBox from, PixelBox to, int reach) =>
        !chain.First.HasHead && !chain.Last.HasHead && from.Clip(to).Area > 0 && !from.Contains(to) && !to.Contains(from)
        && chain.Path.All(point => from.Inflate(reach).Contains(point.X, point.Y) || to.Inflate(reach).Contains(point.X, point.Y));

    /// <summary>A loop goes out and comes back; remains of an outline do not.</summary>
    private static bool LeavesShape(StrokeChain chain, FoundNode node, double reach)
    {
        PixelBox box = node.Box;
        return chain.Path.Any(point => Math.Max(Math.Max(box.Left - point.X, point.X - box.Right), Math.Max(box.Top - point.Y, point.Y - box.Bottom)) > reach);
    }
}
