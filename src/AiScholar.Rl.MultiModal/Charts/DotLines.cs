namespace AiScholar.Rl.MultiModal;

/// <summary>Finds lines of dots or short dashes among blobs: small, alike, in one row or column, at equal distances over much of the picture.</summary>
internal static class DotLines
{
    private const int Fewest = 8;
    private const int Largest = 14;
    private const double LeastShare = 0.3;
    private const double LeastRegular = 0.7;
    private const double LeastFill = 0.7;
    private const double MostSpread = 4;

    /// <summary>The lines and the blobs that they consist of.</summary>
    public static (List<RasterLine> Lines, HashSet<Blob> Dots) Find(PixelGrid grid, IReadOnlyList<Blob> blobs)
    {
        var lines = new List<RasterLine>();
        var dots = new HashSet<Blob>();
        Blob[] small = [.. blobs.Where(blob => blob.Box.Longest <= Largest && blob.Fill >= LeastFill)];
        foreach (bool level in (ReadOnlySpan<bool>)[true, false])
        {
            double length = LeastShare * (level ? grid.Width : grid.Height);
            var rows = small.GroupBy(blob => level ? blob.Box.Top + blob.Box.Bottom : blob.Box.Left + blob.Box.Right).Where(row => row.Count() >= Fewest).Select(row => (row.Key, Blobs: row.ToArray())).ToArray();
            foreach ((int key, Blob[] row) in rows)
            {
                Blob[] chain = Chain(row, level);
                if (chain.Length < Fewest || Place(chain[^1], level) - Place(chain[0], level) < length)
                    continue;
                PixelBox box = chain.Select(blob => blob.Box).Aggregate((a, b) => a.Union(b));
                // Dots at crossings and ends differ: what lies wholly upon the line belongs to it.
                Blob[] upon = [.. small.Where(blob => level ? blob.Box.Top >= box.Top - 1 && blob.Box.Bottom <= box.Bottom + 1 && blob.Box.Right > box.Left - Largest && blob.Box.Left < box.Right + Largest : blob.Box.Left >= box.Left - 1 && blob.Box.Right <= box.Right + 1 && blob.Box.Bottom > box.Top - Largest && blob.Box.Top < box.Bottom + Largest)];
                (int x, int y) = chain[chain.Length / 2].Pixels.ElementAt(chain[chain.Length / 2].Area / 2);
                double painted = (double)chain.Sum(blob => level ? blob.Box.Width : blob.Box.Height) / (level ? box.Width : box.Height);
                lines.Add(level ? new RasterLine(true, box.Top, box.Bottom, box.Left, box.Right, grid.At(x, y), painted) : new RasterLine(false, box.Left, box.Right, box.Top, box.Bottom, grid.At(x, y), painted));
                dots.UnionWith(upon);
            }
        }

        return (lines, dots);
    }

    /// <summary>The blobs of a row that repeat at one distance; places where markers hide some may be left out.</summary>
    private static Blob[] Chain(Blob[] row, bool level)
    {
        Blob[] ordered = [.. row.OrderBy(blob => Place(blob, level))];
        double[] gaps = [.. ordered.Zip(ordered.Skip(1), (a, b) => Place(b, level) - Place(a, level))];
        double median = gaps.Order().ElementAt(gaps.Length / 2);
        // Digits of labels repeat too, but farther apart.
        double size = ordered.Select(blob => (double)(level ? blob.Box.Width : blob.Box.Height)).Order().ElementAt(ordered.Length / 2);
        if (median < 2 || median > (MostSpread * size) + 2)
            return [];
        int regular = gaps.Count(gap => Math.Abs(gap - (Math.Round(gap / median) * median)) <= Math.Max(1, 0.12 * median) && gap < 1.5 * median);
        return regular >= LeastRegular * gaps.Length ? ordered : [];
    }

    private static double Place(Blob blob, bool level) => level ? blob.Box.CenterX : blob.Box.CenterY;
}
