namespace AiScholar.Rl.MultiModal;

/// <summary>Takes the points out of a line that it does not need.</summary>
/// <remarks>D. Douglas and T. Peucker, Cartographica 10(2), 1973.</remarks>
internal static class Simplifier
{
    public static List<(double X, double Y)> Simplify(IReadOnlyList<(double X, double Y)> points, double tolerance)
    {
        if (points.Count < 3)
            return [.. points];
        var keep = new bool[points.Count];
        keep[0] = keep[^1] = true;
        var parts = new Stack<(int From, int To)>();
        parts.Push((0, points.Count - 1));
        while (parts.TryPop(out (int From, int To) part))
        {
            ((double ax, double ay), (double bx, double by)) = (points[part.From], points[part.To]);
            double length = Math.Max(1e-9, Math.Sqrt(((bx - ax) * (bx - ax)) + ((by - ay) * (by - ay)))), farthest = tolerance;
            int split = -1;
            for (int i = part.From + 1; i < part.To; i++)
            {
                double off = Math.Abs(((by - ay) * (points[i].X - ax)) - ((bx - ax) * (points[i].Y - ay))) / length;
                if (off > farthest)
                    (split, farthest) = (i, off);
            }

            if (split < 0)
                continue;
            keep[split] = true;
            parts.Push((part.From, split));
            parts.Push((split, part.To));
        }

        return [.. points.Where((_, index) => keep[index])];
    }
}
