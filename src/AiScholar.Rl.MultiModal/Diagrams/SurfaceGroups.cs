namespace AiScholar.Rl.MultiModal;

/// <summary>Gathers the surfaces of one colour that only a line parts: a container that edges cross falls into such pieces.</summary>
internal static class SurfaceGroups
{
    private const int SameColor = 6;
    private const int LeastContact = 4;

    public static List<List<FlatRegion>> Of(FlatRegions regions, double strokeWidth, CancellationToken cancellationToken)
    {
        int reach = (int)Math.Ceiling((2 * strokeWidth) + 3);
        var contacts = new Dictionary<(int, int), int>();
        var lastInColumn = new int[regions.Width];
        var lastRow = new int[regions.Width];
        Array.Fill(lastInColumn, -1);
        for (int y = 0; y < regions.Height; y++)
        {
            if ((y & 255) == 0)
                cancellationToken.ThrowIfCancellationRequested();
            int last = -1, end = 0;
            for (int x = 0; x < regions.Width; x++)
            {
                FlatRegion region = regions.At(x, y);
                if (!region.IsSurface || region.IsSliver)
                    continue;
                if (last >= 0 && last != region.Id && x - end <= reach && x > end)
                    Touch(last, region.Id);
                if (lastInColumn[x] >= 0 && lastInColumn[x] != region.Id && y - lastRow[x] <= reach && y - lastRow[x] > 1)
                    Touch(lastInColumn[x], region.Id);
                (last, end) = (region.Id, x + 1);
                (lastInColumn[x], lastRow[x]) = (region.Id, y);
            }
        }

        var parent = new int[regions.Regions.Count];
        for (int i = 0; i < parent.Length; i++)
            parent[i] = i;
        foreach (((int a, int b), int count) in contacts)
        {
            if (count >= LeastContact)
                parent[Root(parent, a)] = Root(parent, b);
        }

        return [.. regions.Regions.Where(region => region is { IsSurface: true, IsSliver: false }).GroupBy(region => Root(parent, region.Id)).Select(group => group.ToList())];

        void Touch(int a, int b)
        {
            if (PixelGrid.DistanceSquared(regions.Regions[a].Color, regions.Regions[b].Color) > SameColor * SameColor)
                return;
            (int, int) key = (Math.Min(a, b), Math.Max(a, b));
            contacts[key] = contacts.GetValueOrDefault(key) + 1;
        }
    }

    private static int Root(int[] parent, int i)
    {
        while (parent[i] != i)
            i = parent[i] = parent[parent[i]];
        return i;
    }
}
