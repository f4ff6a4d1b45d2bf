namespace AiScholar.Rl.MultiModal;

/// <summary>Joins blobs of like colour that stand as close as letters do.</summary>
internal static class TextBlockFinder
{
    private const int MostBlobs = 4000;
    private const double Reach = 0.36;
    private const int SameColor = 90 * 90;
    private const double SameDirection = 0.97;

    public static List<TextBlock> Find(ChartPicture picture)
    {
        int longest = (int)(0.2 * Math.Max(picture.Grid.Width, picture.Grid.Height));
        Blob[] blobs = [.. picture.Blobs.Where(blob => blob.Area > 1 && blob.Box.Longest <= longest).OrderBy(blob => blob.Box.Left).Take(MostBlobs)];
        int[] colors = [.. blobs.Select(blob => Strongest(picture, blob))], backgrounds = [.. blobs.Select(blob => picture.Backdrop.ColorAt(blob.Runs[0].Start, blob.Runs[0].Y))];
        int[] parent = [.. Enumerable.Range(0, blobs.Length)];
        int widest = (int)(Reach * longest) + 1;
        int first = 0;
        for (int i = 0; i < blobs.Length; i++)
        {
            while (blobs[first].Box.Left + longest + widest < blobs[i].Box.Left)
                first++;
            for (int j = first; j < i; j++)
            {
                if (blobs[i].Box.Gap(blobs[j].Box) <= Limit(blobs[i].Box, blobs[j].Box) && IsSameInk(colors[i], backgrounds[i], colors[j], backgrounds[j]))
                    parent[Root(i)] = Root(j);
            }
        }

        return [.. Enumerable.Range(0, blobs.Length).GroupBy(Root).Select(group => new TextBlock([.. group.Select(i => blobs[i])]))];

        int Root(int i)
        {
            while (parent[i] != i)
                i = parent[i] = parent[parent[i]];
            return i;
        }
    }

    /// <summary>The colour of the blob's pixel that stands out most.</summary>
    public static int Strongest(ChartPicture picture, Blob blob)
    {
        (int color, int most) = (0, -1);
        foreach ((int x, int y) in blob.Pixels)
        {
            int here = picture.Grid.At(x, y), contrast = PixelGrid.DistanceSquared(here, picture.Backdrop.ColorAt(x, y));
            if (contrast > most)
                (color, most) = (here, contrast);
        }

        return color;
    }

    /// <summary>Whether two colours are one ink: a thin stroke such as a minus sign may be but a pale blend of it with the background.</summary>
    private static bool IsSameInk(int a, int backgroundA, int b, int backgroundB)
    {
        if (PixelGrid.DistanceSquared(a, b) < SameColor)
            return true;
        double dot = 0, squareA = 0, squareB = 0;
        for (int shift = 0; shift <= 16; shift += 8)
        {
            int da = ((a >> shift) & 255) - ((backgroundA >> shift) & 255), db = ((b >> shift) & 255) - ((backgroundB >> shift) & 255);
            (dot, squareA, squareB) = (dot + (da * db), squareA + (da * da), squareB + (db * db));
        }

        return dot > SameDirection * Math.Sqrt(squareA * squareB);
    }

    private static double Limit(PixelBox a, PixelBox b)
    {
        int longest = Math.Max(a.Longest, b.Longest), shortest = Math.Max(Math.Min(a.Width, a.Height), Math.Min(b.Width, b.Height));
        return Math.Max(1, Reach * Math.Min(longest, (2 * shortest) + 4));
    }
}
