using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>Names the shape of an outline, with the names that reading from pixels gives.</summary>
internal static class OutlineKind
{
    private const double CornerTolerance = 0.25;
    private const double Straight = 0.06;
    private const double Round = 0.4;
    private const double NoRound = 0.03;

    public static string Of(IReadOnlyList<Point> points, BoundingBox box)
    {
        List<Point> corners = Outline.Corners(points, CornerTolerance);
        double slack = Math.Max(0.8, Straight * Math.Min(box.Width, box.Height));
        return Angular(corners, box, slack) ?? Curved(points, box) ?? Drum(points, box, slack, "cylinder")
            ?? Drum([.. points.Select(point => (point.Y, point.X))], new BoundingBox(box.Y, box.X, box.Height, box.Width), slack, "queue") ?? Odd(points, box, slack);
    }

    private static string? Angular(List<Point> corners, BoundingBox box, double slack)
    {
        bool Has(double x, double y) => corners.Exists(corner => Math.Abs(corner.X - x) <= slack && Math.Abs(corner.Y - y) <= slack);
        double[] top = [.. corners.Where(corner => corner.Y <= box.Top + slack).Select(corner => corner.X).Order()], bottom = [.. corners.Where(corner => corner.Y >= box.Bottom - slack).Select(corner => corner.X).Order()];
        int square = (Has(box.Left, box.Top) ? 1 : 0) + (Has(box.Right, box.Top) ? 1 : 0) + (Has(box.Left, box.Bottom) ? 1 : 0) + (Has(box.Right, box.Bottom) ? 1 : 0);
        switch (corners.Count)
        {
            case 3:
                return "triangle";
            case 4 when square == 4:
                return "rectangle";
            case 4 when Has(box.Left, box.CenterY) && Has(box.Right, box.CenterY) && Has(box.CenterX, box.Top) && Has(box.CenterX, box.Bottom):
                return "diamond";
            case 4 when top.Length == 2 && bottom.Length == 2:
                (double left, double right) = (bottom[0] - top[0], bottom[1] - top[1]);
                return Math.Abs(left - right) <= 2 * slack ? "parallelogram" : left * right < 0 || square == 2 ? "trapezoid" : "polygon";
            case 5 when square == 3:
                return FoldedCorner.Shape;
            case 6 when top.Length == 2 && bottom.Length == 2 && Has(box.Left, box.CenterY) && Has(box.Right, box.CenterY):
                return "hexagon";
            case <= 6:
                return "polygon";
            default:
                return null;
        }
    }

    /// <summary>Ellipses, and rectangles with round corners: their radius follows from the area that the corners lack.</summary>
    private static string? Curved(IReadOnlyList<Point> points, BoundingBox box)
    {
        (double rx, double ry, double least) = (box.Width / 2, box.Height / 2, Math.Min(box.Width, box.Height));
        if (points.All(point => Math.Abs(Square((point.X - box.CenterX) / rx) + Square((point.Y - box.CenterY) / ry) - 1) <= 0.08))
            return (box.Width / box.Height) is > 0.93 and < 1.075 ? "circle" : "ellipse";
        double radius = Math.Sqrt(Math.Max(0, box.Area - Area(points)) / (4 - Math.PI));
        if (radius > 0.55 * least)
            return null;
        radius = Math.Min(radius, least / 2);
        double tolerance = Math.Max(0.4, 0.04 * least);
        foreach (Point point in points)
        {
            (double x, double y) = (Math.Abs(point.X - box.CenterX) - rx + radius, Math.Abs(point.Y - box.CenterY) - ry + radius);
            double away = Math.Sqrt(Square(Math.Max(x, 0)) + Square(Math.Max(y, 0))) + Math.Min(Math.Max(x, y), 0) - radius;
            if (Math.Abs(away) > tolerance)
                return null;
        }

        return radius < NoRound * least ? "rectangle" : radius >= Round * least ? "terminator" : "rounded-rectangle";
    }

    /// <summary>Straight sides, a bow of half an ellipse below, and one above that bends either way.</summary>
    private static string? Drum(IReadOnlyList<Point> points, BoundingBox box, double slack, string name)
    {
        Point[] left = [.. points.Where(point => point.X <= box.Left + 0.3)], right = [.. points.Where(point => point.X >= box.Right - 0.3)];
        (double low, double lowRight) = (box.Bottom - left.Max(point => point.Y), box.Bottom - right.Max(point => point.Y));
        double high = left.Min(point => point.Y) - box.Top;
        bool sides = left.Max(point => point.Y) - left.Min(point => point.Y) > 0.3 * box.Height && Math.Abs(low - lowRight) <= slack && Math.Abs(right.Min(point => point.Y) - box.Top - high) <= slack;
        if (!sides || low < 0.02 * box.Height || low > 0.4 * box.Height)
            return null;
        foreach (double part in (double[])[0.2, 0.35, 0.5, 0.65, 0.8])
        {
            double[] crossings = Crossings(points, box.Left + (part * box.Width));
            if (crossings.Length == 0)
                return null;
            double bow = Math.Sqrt(1 - Square((2 * part) - 1)), tolerance = Math.Max(0.6, 0.3 * low);
            double inset = crossings[0] - box.Top;
            bool under = Math.Abs(box.Bottom - crossings[^1] - (low * (1 - bow))) <= tolerance;
            bool over = high > 0.5 * low ? Math.Abs(inset - (high * (1 - bow))) <= tolerance : Math.Abs(inset - (low * bow)) <= tolerance;
            if (!under || !over)
                return null;
        }

        return name;
    }

    private static string Odd(IReadOnlyList<Point> points, BoundingBox box, double slack)
    {
        bool flatTop = Span(points.Where(point => point.Y <= box.Top + 0.3).Select(point => point.X)) > box.Width - slack;
        double leftSide = Span(points.Where(point => point.X <= box.Left + 0.3).Select(point => point.Y)), rightSide = Span(points.Where(point => point.X >= box.Right - 0.3).Select(point => point.Y));
        bool flatSides = Math.Min(leftSide, rightSide) > 0.5 * box.Height;
        return flatTop && flatSides ? "document" : flatTop || flatSides ? "polygon" : "cloud";
    }

    private static double[] Crossings(IReadOnlyList<Point> points, double x)
    {
        var found = new List<double>();
        for (int i = 0; i < points.Count; i++)
        {
            (Point a, Point b) = (points[i], points[(i + 1) % points.Count]);
            if ((a.X > x) != (b.X > x))
                found.Add(a.Y + ((x - a.X) / (b.X - a.X) * (b.Y - a.Y)));
        }

        return [.. found.Order()];
    }

    private static double Area(IReadOnlyList<Point> points)
    {
        double twice = 0;
        for (int i = 0; i < points.Count; i++)
        {
            (Point a, Point b) = (points[i], points[(i + 1) % points.Count]);
            twice += (a.X * b.Y) - (b.X * a.Y);
        }

        return Math.Abs(twice) / 2;
    }

    private static double Square(double value) => value * value;

    private static double Span(IEnumerable<double> values)
    {
        double[] all = [.. values];
        return all.Length == 0 ? 0 : all.Max() - all.Min();
    }
}
