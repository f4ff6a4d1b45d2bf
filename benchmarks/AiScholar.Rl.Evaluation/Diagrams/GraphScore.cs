namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>Counts of a comparison of two graphs; they add up over boards.</summary>
public readonly record struct GraphScore(int TrueNodes, int FoundNodes, int RightNodes, int TrueEdges, int FoundEdges, int RightEdges)
{
    private const double SameShape = 0.5;

    /// <summary>F1 of the shapes.</summary>
    public double NodeF1 => F1(TrueNodes, FoundNodes, RightNodes);

    /// <summary>F1 of the connections.</summary>
    public double EdgeF1 => F1(TrueEdges, FoundEdges, RightEdges);

    /// <summary>The sums.</summary>
    public static GraphScore operator +(GraphScore a, GraphScore b) => new(
        a.TrueNodes + b.TrueNodes, a.FoundNodes + b.FoundNodes, a.RightNodes + b.RightNodes, a.TrueEdges + b.TrueEdges, a.FoundEdges + b.FoundEdges, a.RightEdges + b.RightEdges);

    /// <summary>
    /// Pairs shapes one to one, the best overlap first, from IoU .5 up; then connections one to one that join the same shapes with arrowheads at
    /// the same ends.
    /// </summary>
    public static GraphScore Of(BoardTruth truth, IReadOnlyList<BoundingBox> nodes, IReadOnlyList<GraphEdge> edges)
    {
        var partner = new int[nodes.Count];
        Array.Fill(partner, -1);
        var taken = new bool[truth.Nodes.Count];
        var pairs = new List<(double Overlap, int True, int Found)>();
        for (int i = 0; i < truth.Nodes.Count; i++)
        {
            for (int j = 0; j < nodes.Count; j++)
                pairs.Add((truth.Nodes[i].IntersectionOverUnion(nodes[j]), i, j));
        }

        foreach ((double overlap, int i, int j) in pairs.Where(pair => pair.Overlap >= SameShape).OrderByDescending(pair => pair.Overlap))
        {
            if (!taken[i] && partner[j] < 0)
                (taken[i], partner[j]) = (true, i);
        }

        var left = truth.Edges.GroupBy(edge => edge.Canonical()).ToDictionary(group => group.Key, group => group.Count());
        int right = 0;
        foreach (GraphEdge edge in edges)
        {
            if (partner[edge.From] < 0 || partner[edge.To] < 0)
                continue;
            GraphEdge same = (edge with { From = partner[edge.From], To = partner[edge.To] }).Canonical();
            if (left.GetValueOrDefault(same) > 0)
            {
                left[same]--;
                right++;
            }
        }

        return new GraphScore(truth.Nodes.Count, nodes.Count, taken.Count(true.Equals), truth.Edges.Count, edges.Count, right);
    }

    private static double F1(int truth, int found, int right) => truth + found == 0 ? 1 : 2.0 * right / (truth + found);
}
