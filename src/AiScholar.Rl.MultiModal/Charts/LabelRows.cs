namespace AiScholar.Rl.MultiModal;

/// <summary>Parts blocks that hold several lines of level writing: the labels of an axis may stand as close to its title as letters to one another.</summary>
internal static class LabelRows
{
    private const double SeveralRows = 1.6;
    private const double Reach = 0.36;
    private const double LeastShared = 0.3;
    private const int MostBlobs = 400;

    /// <summary>The blocks and after them the single lines of those that may hold more than one, as parts of these.</summary>
    public static List<TextBlock> Add(IReadOnlyList<TextBlock> blocks)
    {
        var all = new List<TextBlock>(blocks);
        foreach (TextBlock block in blocks)
        {
            if (block.Blobs.Count is < 3 or > MostBlobs || block.Box.Height < SeveralRows * block.Blobs.Select(blob => blob.Box.Height).Order().ElementAt(block.Blobs.Count / 2))
                continue;
            List<Blob[]> rows = [.. Part(block.Blobs)];
            if (rows.Count > 1)
                all.AddRange(rows.Select(row => new TextBlock(row) { Whole = block }));
        }

        return all;
    }

    private static IEnumerable<Blob[]> Part(IReadOnlyList<Blob> blobs)
    {
        int[] parent = [.. Enumerable.Range(0, blobs.Count)];
        for (int i = 0; i < blobs.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                PixelBox a = blobs[i].Box, b = blobs[j].Box;
                int longest = Math.Max(a.Longest, b.Longest), shortest = Math.Max(Math.Min(a.Width, a.Height), Math.Min(b.Width, b.Height));
                if (IsOneRow(a, b) && a.Gap(b) <= Math.Max(1, Reach * Math.Min(longest, (2 * shortest) + 4)))
                    parent[Root(i)] = Root(j);
            }
        }

        return Enumerable.Range(0, blobs.Count).GroupBy(Root).Select(group => group.Select(i => blobs[i]).ToArray());

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    private static bool IsOneRow(PixelBox a, PixelBox b) =>
        Math.Min(a.Bottom, b.Bottom) - Math.Max(a.Top, b.Top) >= LeastShared * Math.Min(a.Height, b.Height);
}
