namespace AiScholar.Rl.MultiModal;

/// <summary>Finds ruling lines among vector paths: stroked lines, sides of stroked rectangles, thin filled rectangles; pieces and dots in a row become one line.</summary>
internal static class RulingFinder
{
    private const double Straight = 0.7;
    private const double Thin = 3.2;
    private const double SamePosition = 1.1;
    private const double Joint = 2.6;
    private const double MinimumLength = 6;

    public static List<Ruling> Find(IReadOnlyList<PagePath> paths)
    {
        var pieces = new List<Ruling>();
        foreach (PagePath path in paths)
        {
            if (path.IsStroked && !IsWhite(path.StrokeColor))
                AddStrokes(path, pieces);
            if (path.IsFilled && !IsWhite(path.FillColor))
                AddThinFills(path, pieces);
        }

        List<Ruling> rulings = [.. Merge(pieces.Where(piece => piece.IsHorizontal)), .. Merge(pieces.Where(piece => !piece.IsHorizontal))];
        rulings.RemoveAll(ruling => ruling.Length < MinimumLength);
        return rulings;
    }

    private static bool IsWhite(RgbaColor color) => color is { R: >= 250, G: >= 250, B: >= 250 } || color.A == 0;

    private static void AddStrokes(PagePath path, List<Ruling> pieces)
    {
        foreach (PathSegment segment in path.Segments)
        {
            if (segment.IsCurve)
                continue;
            double dx = Math.Abs(segment.EndX - segment.StartX), dy = Math.Abs(segment.EndY - segment.StartY);
            double thickness = Math.Max(path.LineWidth, 0.1);
            if (dy <= Straight && dx > dy)
                pieces.Add(new Ruling(true, (segment.StartY + segment.EndY) / 2, Math.Min(segment.StartX, segment.EndX), Math.Max(segment.StartX, segment.EndX), thickness));
            else if (dx <= Straight && dy > dx)
                pieces.Add(new Ruling(false, (segment.StartX + segment.EndX) / 2, Math.Min(segment.StartY, segment.EndY), Math.Max(segment.StartY, segment.EndY), thickness));
        }
    }

    private static void AddThinFills(PagePath path, List<Ruling> pieces)
    {
        foreach (BoundingBox box in Rectangles(path))
        {
            if (box.Height <= Thin && (box.Width >= box.Height || box.Width <= Thin))
                pieces.Add(new Ruling(true, box.CenterY, box.Left, box.Right, box.Height));
            if (box.Width <= Thin && (box.Height >= box.Width || box.Height <= Thin))
                pieces.Add(new Ruling(false, box.CenterX, box.Top, box.Bottom, box.Width));
        }
    }

    /// <summary>The boxes of a path's subpaths that are drawn with upright and level sides only.</summary>
    public static IEnumerable<BoundingBox> Rectangles(PagePath path)
    {
        int start = 0;
        for (int i = 1; i <= path.Segments.Count; i++)
        {
            bool ends = i == path.Segments.Count || Math.Abs(path.Segments[i].StartX - path.Segments[i - 1].EndX) > 0.01 || Math.Abs(path.Segments[i].StartY - path.Segments[i - 1].EndY) > 0.01;
            if (!ends)
                continue;
            double left = double.MaxValue, top = double.MaxValue, right = double.MinValue, bottom = double.MinValue;
            bool level = true;
            for (int j = start; j < i; j++)
            {
                PathSegment s = path.Segments[j];
                level &= !s.IsCurve && (Math.Abs(s.EndX - s.StartX) <= Straight || Math.Abs(s.EndY - s.StartY) <= Straight);
                left = Math.Min(left, Math.Min(s.StartX, s.EndX));
                right = Math.Max(right, Math.Max(s.StartX, s.EndX));
                top = Math.Min(top, Math.Min(s.StartY, s.EndY));
                bottom = Math.Max(bottom, Math.Max(s.StartY, s.EndY));
            }

            start = i;
            if (level)
                yield return new BoundingBox(left, top, right - left, bottom - top);
        }
    }

    private static List<Ruling> Merge(IEnumerable<Ruling> pieces)
    {
        var merged = new List<Ruling>();
        var cluster = new List<Ruling>();
        foreach (Ruling piece in pieces.OrderBy(piece => piece.Position))
        {
            if (cluster.Count > 0 && piece.Position - cluster[0].Position > SamePosition)
                Flush();
            cluster.Add(piece);
        }

        Flush();
        return merged;

        void Flush()
        {
            Ruling? current = null;
            foreach (Ruling piece in cluster.OrderBy(piece => piece.Start))
            {
                if (current is { } c && piece.Start <= c.End + Joint)
                {
                    double weight = c.Length + piece.Length;
                    double position = weight > 0 ? ((c.Position * c.Length) + (piece.Position * piece.Length)) / weight : c.Position;
                    current = c with { End = Math.Max(c.End, piece.End), Position = position, Thickness = Math.Max(c.Thickness, piece.Thickness) };
                    continue;
                }

                if (current is { } done)
                    merged.Add(done);
                current = piece;
            }

            if (current is { } last)
                merged.Add(last);
            cluster.Clear();
        }
    }
}
