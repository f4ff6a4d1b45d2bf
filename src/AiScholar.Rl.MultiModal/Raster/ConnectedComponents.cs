namespace AiScholar.Rl.MultiModal;

/// <summary>Finds the connected sets of set pixels, corners counted as touching.</summary>
/// <remarks>Run-based labelling with union-find: L. He, Y. Chao, K. Suzuki, IEEE Trans. Image Processing 17(5), 2008.</remarks>
internal static class ConnectedComponents
{
    /// <summary>The blobs from the top down.</summary>
    public static List<Blob> Find(BitMask mask)
    {
        var runs = new List<PixelRun>();
        var parent = new List<int>();
        int above = 0, aboveEnd = 0;
        for (int y = 0; y < mask.Height; y++)
        {
            int first = runs.Count;
            AddRuns(mask.Row(y), y, runs);
            int scan = above;
            for (int i = first; i < runs.Count; i++)
            {
                parent.Add(i);
                while (scan < aboveEnd && runs[scan].End < runs[i].Start)
                    scan++;
                for (int j = scan; j < aboveEnd && runs[j].Start <= runs[i].End; j++)
                    Join(parent, i, j);
            }

            (above, aboveEnd) = (first, runs.Count);
        }

        var sets = new Dictionary<int, List<PixelRun>>();
        for (int i = 0; i < runs.Count; i++)
        {
            int root = Root(parent, i);
            if (!sets.TryGetValue(root, out List<PixelRun>? set))
                sets.Add(root, set = []);
            set.Add(runs[i]);
        }

        return [.. sets.Values.Select(set => new Blob(set))];
    }

    private static void AddRuns(ReadOnlySpan<bool> row, int y, List<PixelRun> runs)
    {
        int x = 0;
        while (x < row.Length)
        {
            int start = row[x..].IndexOf(true);
            if (start < 0)
                return;
            start += x;
            int length = row[start..].IndexOf(false);
            int end = length < 0 ? row.Length : start + length;
            runs.Add(new PixelRun(y, start, end));
            x = end;
        }
    }

    private static void Join(List<int> parent, int a, int b)
    {
        int ra = Root(parent, a), rb = Root(parent, b);
        parent[Math.Max(ra, rb)] = Math.Min(ra, rb);
    }

    private static int Root(List<int> parent, int i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }
}
