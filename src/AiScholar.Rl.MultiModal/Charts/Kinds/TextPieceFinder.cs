namespace AiScholar.Rl.MultiModal;

/// <summary>Joins blocks of letters on one line to pieces of writing.</summary>
internal static class TextPieceFinder
{
    private const double WordGap = 0.72;
    private const int SameColor = 90 * 90;
    private const int MostBlocks = 1200;

    public static List<TextPiece> Find(ChartPicture picture, IEnumerable<TextBlock> blocks)
    {
        int highest = Math.Max(14, picture.Grid.Height / 10);
        TextBlock[] level = [.. blocks.Where(block => block.Box.Height <= highest && block.Box.Longest >= 4).OrderBy(block => block.Box.Left).Take(MostBlocks)];
        int[] colors = [.. level.Select(block => TextBlockFinder.Strongest(picture, block.Blobs.MaxBy(blob => blob.Area)!))];
        int[] letters = [.. level.Select(block => block.Blobs.Max(blob => blob.Box.Height))];
        var pieces = new List<TextPiece>();
        var taken = new bool[level.Length];
        for (int i = 0; i < level.Length; i++)
        {
            if (taken[i])
                continue;
            var members = new List<TextBlock> { level[i] };
            PixelBox box = level[i].Box;
            for (int j = i + 1; j < level.Length; j++)
            {
                int letter = Math.Max(letters[i], letters[j]);
                if (taken[j] || PixelGrid.DistanceSquared(colors[i], colors[j]) > SameColor || !Follows(box, level[j].Box, letter))
                    continue;
                taken[j] = true;
                members.Add(level[j]);
                box = box.Union(level[j].Box);
            }

            pieces.Add(new TextPiece(picture, members));
        }

        return pieces;
    }

    /// <summary>A flat line longer than a dash: the key of a legend.</summary>
    private static bool IsStroke(PixelBox line, PixelBox text) => line.Height <= 0.4 * text.Height && line.Width > 1.1 * text.Height;

    private static bool Follows(PixelBox box, PixelBox next, int letter)
    {
        int height = Math.Max(box.Height, next.Height), shared = Math.Min(box.Bottom, next.Bottom) - Math.Max(box.Top, next.Top);
        int gap = next.Left - box.Right;
        if (IsStroke(box, next) || IsStroke(next, box))
            return false;
        return gap > -2 && gap <= WordGap * letter && shared >= 0.5 * Math.Min(box.Height, next.Height) && height <= 2.5 * Math.Min(box.Height, next.Height);
    }
}
