namespace AiScholar.Rl.Evaluation.Diagrams;

/// <summary>Which shapes and connections of two graphs are the same.</summary>
public sealed class GraphMatch
{
    private const double SameShape = 0.5;

    private GraphMatch(int[] trueNodeOf, int[] missedNodes, bool[] isRight, GraphEdge[] missedEdges) =>
        (TrueNodeOf, MissedNodes, IsRight, MissedEdges) = (trueNodeOf, missedNodes, isRight, missedEdges);

    /// <summary>For each found shape the number of the true one, or -1.</summary>
    public IReadOnlyList<int> TrueNodeOf { get; }

    /// <summary>The true shapes that were not found.</summary>
    public IReadOnlyList<int> MissedNodes { get; }

    /// <summary>For each found connection whether it is true.</summary>
    public IReadOnlyList<bool> IsRight { get; }

    /// <summary>The true connections that were not found.</summary>
    public IReadOnlyList<GraphEdge> MissedEdges { get; }

    /// <summary>
    /// Pairs shapes one to one, the best overlap first, from IoU .5 up; then connections one to one that join the same shapes with arrowheads at
    /// the same ends.
    /// </summary>
    public static GraphMatch Of(BoardTruth truth, IReadOnlyList<BoundingBox> nodes, IReadOnlyList<GraphEdge> edges)
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
        var right = new bool[edges.Count];
        for (int i = 0; i < edges.Count; i++)
        {
            GraphEdge edge = edges[i];
            if (partner[edge.From] < 0 || partner[edge.To] < 0)
                continue;
            GraphEdge same = (edge with { From = partner[edge.From], To = partner[edge.To] }).Canonical();
            if (left.GetValueOrDefault(same) <= 0)
                continue;
            left[same]--;
            right[i] = true;
        }

        return new GraphMatch(partner, [.. Enumerable.Range(0, taken.Length).Where(i => !taken[i])], right, [.. left.SelectMany(pair => Enumerable.Repeat(pair.Key, pair.Value))]);
    }
}
