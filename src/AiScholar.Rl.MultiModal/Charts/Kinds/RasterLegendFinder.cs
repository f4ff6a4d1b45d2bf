namespace AiScholar.Rl.MultiModal;

/// <summary>Finds a legend in a picture: pieces of writing in a column or a row, each with a small key at its left, the keys of different colours.</summary>
internal static class RasterLegendFinder
{
    private const int SameColor = 18 * 18;
    private const double LongestKey = 4.5;
    private const double LongestGap = 1.9;
    private const double LeastLogProbability = -1.6;
    private const double Flat = 0.35;
    private const double ShortestLine = 1.3;

    public static List<LegendKey> Find(ChartPicture picture, IReadOnlyList<TextPiece> pieces, IReadOnlySet<TextBlock> labels)
    {
        var keyed = new List<(TextPiece Piece, PixelBox Key, int Color)>();
        foreach (TextPiece piece in pieces)
        {
            if (piece.Box.Height >= 5 && piece.Box.Width >= 0.5 * piece.Box.Height && !piece.Blocks.Any(labels.Contains) && KeyOf(picture, piece.Box) is { } key)
                keyed.Add((piece, key, ColorOf(picture, key)));
        }

        List<(TextPiece Piece, PixelBox Key, int Color)> best = [];
        foreach ((TextPiece piece, PixelBox key, int _) in keyed)
        {
            foreach (bool column in (bool[])[true, false])
            {
                List<(TextPiece Piece, PixelBox Key, int Color)> group = [.. keyed.Where(other => Math.Abs(other.Key.Width - key.Width) <= 3 && Math.Abs(other.Key.Height - key.Height) <= 5
                    && (column ? Math.Abs(other.Key.Left - key.Left) <= 3 && Math.Abs(other.Piece.Box.Left - piece.Box.Left) <= 3 : Math.Abs(other.Key.CenterY - key.CenterY) <= 3))];
                if (group.Count > best.Count && group.Count is >= 2 and <= 16 && AreDistinct(group) && AreWords(group))
                    best = group;
            }
        }

        return [.. best.OrderBy(entry => entry.Key.Top).ThenBy(entry => entry.Key.Left).Select(entry => new LegendKey(entry.Piece.Text, entry.Color, entry.Piece.Box.Union(entry.Key).ToBoundingBox()))];
    }

    private static bool AreDistinct(List<(TextPiece Piece, PixelBox Key, int Color)> group)
    {
        for (int i = 0; i < group.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (PixelGrid.DistanceSquared(group[i].Color, group[j].Color) < SameColor)
                    return false;
            }
        }

        return true;
    }

    private static bool AreWords(List<(TextPiece Piece, PixelBox Key, int Color)> group) =>
        group.Count(entry => entry.Piece.Text.Length > 0 && entry.Piece.LogProbability > LeastLogProbability) >= 0.6 * group.Count;

    /// <summary>The ink at the left of a piece of writing: apart from it, not longer than some letters, and with nothing close to its left.</summary>
    private static PixelBox? KeyOf(ChartPicture picture, PixelBox text)
    {
        int height = Math.Max(text.Height, 7), top = (int)(text.CenterY - (0.6 * height)), bottom = (int)Math.Ceiling(text.CenterY + (0.6 * height));
        int x = text.Left - 2, gap = 1;
        while (x > 0 && gap <= LongestGap * height && !HasInk(x))
            (x, gap) = (x - 1, gap + 1);
        if (x <= 0 || gap <= 2 || gap > LongestGap * height)
            return null;
        int right = x + 1, blank = 0;
        while (x > 0 && right - x <= LongestKey * height && blank < 3)
        {
            blank = HasInk(x) ? 0 : blank + 1;
            x--;
        }

        if (blank < 3 && x > 0)
            return null;
        int left = x + 1 + blank, first = int.MaxValue, last = -1;
        for (int y = Math.Max(0, top); y < Math.Min(picture.Grid.Height, bottom); y++)
        {
            for (int i = left; i < right; i++)
            {
                if (picture.Ink[i, y])
                    (first, last) = (Math.Min(first, y), Math.Max(last, y));
            }
        }

        // A minus sign is no key.
        bool dash = last + 1 - first <= Flat * text.Height && right - left < ShortestLine * text.Height;
        return last < 0 || right - left < 4 || dash ? null : new PixelBox(left, first, right, last + 1);

        bool HasInk(int column)
        {
            for (int y = Math.Max(0, top); y < Math.Min(picture.Grid.Height, bottom); y++)
            {
                if (picture.Ink[column, y])
                    return true;
            }

            return false;
        }
    }

    /// <summary>The commonest colour of a key; of a thin line the strongest common one, since its rims are pale.</summary>
    private static int ColorOf(ChartPicture picture, PixelBox key)
    {
        var counts = new Dictionary<int, int>();
        for (int y = key.Top; y < key.Bottom; y++)
        {
            for (int x = key.Left; x < key.Right; x++)
            {
                if (picture.Ink[x, y])
                    counts[picture.Grid.At(x, y)] = counts.GetValueOrDefault(picture.Grid.At(x, y)) + 1;
            }
        }

        int total = counts.Values.Sum(), background = picture.Backdrop.ColorAt((int)key.CenterX, (int)key.CenterY);
        return key.Height > 6
            ? counts.MaxBy(pair => pair.Value).Key
            : counts.Where(pair => pair.Value >= 0.15 * total).DefaultIfEmpty(counts.MaxBy(pair => pair.Value)).MaxBy(pair => PixelGrid.DistanceSquared(pair.Key, background)).Key;
    }
}
