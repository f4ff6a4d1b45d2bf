using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>Plane geometry of outlines and lines given by their points.</summary>
internal static class Outline
{
    public static double Distance(Point a, Point b) => Math.Sqrt(((a.X - b.X) * (a.X - b.X)) + ((a.Y - b.Y) * (a.Y - b.Y)));

    /// <summary>How far a point is from a line through points, or from an outline when closed.</summary>
    public static double Distance(IReadOnlyList<Point> points, Point at, bool closed)
    {
        double least = double.MaxValue;
        for (int i = 0; i < points.Count - (closed ? 0 : 1); i++)
            least = Math.Min(least, FromSegment(points[i], points[(i + 1) % points.Count], at));
        return least;
    }

    public static double Length(IReadOnlyList<Point> points, bool closed = false)
    {
        double length = closed ? Distance(points[^1], points[0]) : 0;
        for (int i = 1; i < points.Count; i++)
            length += Distance(points[i - 1], points[i]);
        return length;
    }

    /// <summary>Whether a point is inside (even-odd rule).</summary>
    public static bool Contains(IReadOnlyList<Point> points, Point at)
    {
        bool inside = false;
        for (int i = 0; i < points.Count; i++)
        {
            (Point a, Point b) = (points[i], points[(i + 1) % points.Count]);
            if ((a.Y > at.Y) != (b.Y > at.Y) && at.X < a.X + ((at.Y - a.Y) / (b.Y - a.Y) * (b.X - a.X)))
                inside = !inside;
        }

        return inside;
    }

    /// <summary>How far along a direction (of length 1) the outline is first met; null when it is not met within <paramref name="reach"/>.</summary>
    public static double? Along(IReadOnlyList<Point> points, Point from, Point direction, double reach)
    {
        double? nearest = null;
        for (int i = 0; i < points.Count; i++)
        {
            (Point a, Point b) = (points[i], points[(i + 1) % points.Count]);
            (double ex, double ey) = (b.X - a.X, b.Y - a.Y);
            double cross = (direction.X * ey) - (direction.Y * ex);
            if (Math.Abs(cross) < 1e-9)
                continue;
            double t = (((a.X - from.X) * ey) - ((a.Y - from.Y) * ex)) / cross, u = (((a.X - from.X) * direction.Y) - ((a.Y - from.Y) * direction.X)) / cross;
            if (t >= 0 && t <= reach && u is >= 0 and <= 1 && t < (nearest ?? double.MaxValue))
                nearest = t;
        }

        return nearest;
    }

    /// <summary>The corners of an outline: points that the straight way between others misses by more than <paramref name="tolerance"/> (Douglas and Peucker 1973).</summary>
    public static List<Point> Corners(IReadOnlyList<Point> points, double tolerance)
    {
        // Both farthest points of an outline are corners of it.
        int first = Farthest(points, points[0]), second = Farthest(points, points[first]);
        Point[] ring = [.. points.Skip(first).Concat(points.Take(first)), points[first]];
        int split = (second - first + points.Count) % points.Count;
        var corners = new List<Point> { ring[0] };
        Add(ring, 0, split, tolerance, corners);
        corners.Add(ring[split]);
        Add(ring, split, ring.Length - 1, tolerance, corners);
        return corners;
    }

    private static int Farthest(IReadOnlyList<Point> points, Point from)
    {
        int best = 0;
        for (int i = 1; i < points.Count; i++)
        {
            if (Distance(points[i], from) > Distance(points[best], from) + 1e-9)
                best = i;
        }

        return best;
    }

    private static void Add(Point[] ring, int from, int to, double tolerance, List<Point> corners)
    {
        // A stack, not recursion: outlines may have tens of thousands of points.
        var open = new Stack<(int From, int To, bool IsDone)>();
        open.Push((from, to, false));
        while (open.Count > 0)
        {
            (int start, int end, bool isDone) = open.Pop();
            if (isDone)
            {
                corners.Add(ring[start]);
                continue;
            }

            int at = -1;
            double most = tolerance;
            for (int i = start + 1; i < end; i++)
            {
                double away = FromSegment(ring[start], ring[end], ring[i]);
                if (away > most)
                    (at, most) = (i, away);
            }

            if (at < 0)
                continue;
            open.Push((at, end, false));
            open.Push((at, at, true));
            open.Push((start, at, false));
        }
    }

    private static double FromSegment(Point a, Point b, Point at)
    {
        (double dx, double dy) = (b.X - a.X, b.Y - a.Y);
        double square = (dx * dx) + (dy * dy);
        double t = square > 0 ? Math.Clamp((((at.X - a.X) * dx) + ((at.Y - a.Y) * dy)) / square, 0, 1) : 0;
        return Distance((a.X + (t * dx), a.Y + (t * dy)), at);
    }
}
