namespace AiScholar.Rl.MultiModal;

/// <summary>What speaks for a diagram having been read right.</summary>
internal static class DiagramEvidence
{
    /// <summary>In stroke widths: what is shorter is no connection.</summary>
    private const double LeastLine = 5;
    private const double Forgiven = 2;

    /// <summary>Few lines that reach a shape at one end only, shapes that are connected, and shapes with an outline of their own.</summary>
    public static IReadOnlyList<(string Name, double Value)> Of(DiagramParts parts)
    {
        FoundNode[] leaves = [.. parts.Nodes.Where(node => !node.IsContainer)];
        int count = Math.Max(1, leaves.Length);
        HashSet<int> ends = [.. parts.Edges.SelectMany(edge => new[] { edge.From, edge.To })];
        int half = parts.Chains.Count(chain => chain.Path.Count >= LeastLine * parts.StrokeWidth && chain.First.Node < 0 != chain.Last.Node < 0);
        return
        [
            ("attached", 1 / (1 + (half / Forgiven))),
            ("linked", leaves.Count(node => ends.Contains(node.Index)) / (double)count),
            ("outlined", 1 - (leaves.Count(node => node.Shape is "text" or "implied") / (double)count)),
        ];
    }
}
