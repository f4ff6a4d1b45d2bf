namespace AiScholar.Rl.MultiModal;

/// <summary>Takes the paths of a figure apart into subpaths.</summary>
internal static class VectorShapeReader
{
    private const double Joined = 0.02;
    private const int CurveSteps = 8;
    private const int MostShapes = 20_000;

    public static List<VectorShape> Read(DocumentPage page, BoundingBox box)
    {
        var shapes = new List<VectorShape>();
        BoundingBox reach = box.Inflate(2);
        foreach (PagePath path in page.Paths)
        {
            if (!reach.Contains(path.BoundingBox, 1))
                continue;
            Split(path, shapes);
            if (shapes.Count > MostShapes)
                return [];
        }

        return VectorDashes.Join(shapes);
    }

    private static void Split(PagePath path, List<VectorShape> shapes)
    {
        var points = new List<(double X, double Y)>();
        bool curves = false;
        foreach (PathSegment segment in path.Segments)
        {
            if (points.Count > 0 && !Same(points[^1], (segment.StartX, segment.StartY)))
            {
                Close();
                points = [];
                curves = false;
            }

            if (points.Count == 0)
                points.Add((segment.StartX, segment.StartY));
            if (segment.IsCurve)
            {
                curves = true;
                for (int i = 1; i < CurveSteps; i++)
                    points.Add(At(segment, i / (double)CurveSteps));
            }

            points.Add((segment.EndX, segment.EndY));
        }

        Close();

        void Close()
        {
            if (points.Count < 2 || points.Exists(point => !double.IsFinite(point.X) || !double.IsFinite(point.Y)))
                return;
            bool closed = points.Count > 3 && Same(points[0], points[^1]);
            if (closed)
                points.RemoveAt(points.Count - 1);
            shapes.Add(new VectorShape(points, curves, closed || path.IsFilled, path));
        }
    }

    private static bool Same((double X, double Y) a, (double X, double Y) b) => Math.Abs(a.X - b.X) <= Joined && Math.Abs(a.Y - b.Y) <= Joined;

    private static (double X, double Y) At(PathSegment s, double t)
    {
        double u = 1 - t, a = u * u * u, b = 3 * u * u * t, c = 3 * u * t * t, d = t * t * t;
        return ((a * s.StartX) + (b * s.Control1X) + (c * s.Control2X) + (d * s.EndX), (a * s.StartY) + (b * s.Control1Y) + (c * s.Control2Y) + (d * s.EndY));
    }
}
