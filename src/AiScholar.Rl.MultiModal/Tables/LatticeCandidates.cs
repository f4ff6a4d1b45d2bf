namespace AiScholar.Rl.MultiModal;

/// <summary>Groups of rulings that touch one another: grids, drawn in full or in part.</summary>
internal static class LatticeCandidates
{
    private const double Touch = 3;

    public static List<BoundingBox> Find(IReadOnlyList<Ruling> rulings)
    {
        Ruling[] horizontals = [.. rulings.Where(ruling => ruling.IsHorizontal)], verticals = [.. rulings.Where(ruling => !ruling.IsHorizontal)];
        if ((long)horizontals.Length * verticals.Length > 4_000_000)
            return [];
        int[] parent = [.. Enumerable.Range(0, horizontals.Length + verticals.Length)];
        for (int h = 0; h < horizontals.Length; h++)
        {
            for (int v = 0; v < verticals.Length; v++)
            {
                if (Crosses(horizontals[h], verticals[v]))
                    parent[Root(h)] = Root(horizontals.Length + v);
            }
        }

        var groups = new Dictionary<int, (BoundingBox Box, int Horizontals, int Verticals)>();
        for (int i = 0; i < parent.Length; i++)
        {
            bool isHorizontal = i < horizontals.Length;
            BoundingBox box = isHorizontal ? horizontals[i].BoundingBox : verticals[i - horizontals.Length].BoundingBox;
            int root = Root(i);
            groups[root] = groups.TryGetValue(root, out (BoundingBox Box, int Horizontals, int Verticals) group)
                ? (group.Box.Union(box), group.Horizontals + (isHorizontal ? 1 : 0), group.Verticals + (isHorizontal ? 0 : 1))
                : (box, isHorizontal ? 1 : 0, isHorizontal ? 0 : 1);
        }

        return [.. groups.Values.Where(group => group.Horizontals >= 2 && group.Verticals >= 1 && group.Box.Height > 10 && group.Box.Width > 30).Select(group => group.Box)];

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    private static bool Crosses(Ruling horizontal, Ruling vertical) =>
        vertical.Position >= horizontal.Start - Touch && vertical.Position <= horizontal.End + Touch
        && horizontal.Position >= vertical.Start - Touch && horizontal.Position <= vertical.End + Touch;
}
