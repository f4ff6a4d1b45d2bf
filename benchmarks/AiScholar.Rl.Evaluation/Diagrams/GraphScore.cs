namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>Counts of a comparison of two graphs; they add up over boards.</summary>
public readonly record struct GraphScore(int TrueNodes, int FoundNodes, int RightNodes, int TrueEdges, int FoundEdges, int RightEdges)
{
    /// <summary>F1 of the shapes.</summary>
    public double NodeF1 => F1(TrueNodes, FoundNodes, RightNodes);

    /// <summary>F1 of the connections.</summary>
    public double EdgeF1 => F1(TrueEdges, FoundEdges, RightEdges);

    /// <summary>The sums.</summary>
    public static GraphScore operator +(GraphScore a, GraphScore b) => new(
        a.TrueNodes + b.TrueNodes, a.FoundNodes + b.FoundNodes, a.RightNodes + b.RightNodes, a.TrueEdges + b.TrueEdges, a.FoundEdges + b.FoundEdges, a.RightEdges + b.RightEdges);

    /// <summary>Counts what is right; see <see cref="GraphMatch"/>.</summary>
    public static GraphScore Of(BoardTruth truth, IReadOnlyList<BoundingBox> nodes, IReadOnlyList<GraphEdge> edges)
    {
        GraphMatch match = GraphMatch.Of(truth, nodes, edges);
        return new GraphScore(truth.Nodes.Count, nodes.Count, truth.Nodes.Count - match.MissedNodes.Count, truth.Edges.Count, edges.Count, match.IsRight.Count(right => right));
    }

    private static double F1(int truth, int found, int right) => truth + found == 0 ? 1 : 2.0 * right / (truth + found);
}
