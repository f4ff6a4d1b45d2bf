namespace AiScholar.Rl.MultiModal;

/// <summary>Joins ink that stands close together.</summary>
internal static class InkClusters
{
    /// <summary>Groups whose boxes are within <paramref name="reach"/> points of one another. Boxes are merged in sweeps over a coarse grid, so that tens of thousands of paths are no matter.</summary>
    public static List<List<Ink>> Join(IReadOnlyList<Ink> ink, double reach)
    {
        const double Cell = 24;
        int[] parent = [.. Enumerable.Range(0, ink.Count)];
        var owners = new Dictionary<(int X, int Y), int>();
        for (int i = 0; i < ink.Count; i++)
        {
            BoundingBox box = ink[i].Box.Inflate(reach / 2);
            for (int x = (int)Math.Floor(box.Left / Cell); x <= (int)Math.Floor(box.Right / Cell); x++)
            {
                for (int y = (int)Math.Floor(box.Top / Cell); y <= (int)Math.Floor(box.Bottom / Cell); y++)
                {
                    if (owners.TryGetValue((x, y), out int other))
                        parent[Root(i)] = Root(other);
                    else
                        owners[(x, y)] = i;
                }
            }
        }

        return [.. Enumerable.Range(0, ink.Count).GroupBy(Root).Select(group => group.Select(i => ink[i]).ToList())];

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
    }
}
