using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>An open line of a drawing.</summary>
internal sealed class DrawnLine
{
    private const double Back = 4;

    public DrawnLine(IReadOnlyList<Point> points, double width)
    {
        (Points, Width, Length) = (points, width, Outline.Length(points));
        Box = BoundingBox.FromEdges(points.Min(point => point.X), points.Min(point => point.Y), points.Max(point => point.X), points.Max(point => point.Y));
        Ends = [new LineEnd(this, true), new LineEnd(this, false)];
    }

    public IReadOnlyList<Point> Points { get; }

    public double Width { get; }

    public double Length { get; }

    public BoundingBox Box { get; }

    public LineEnd[] Ends { get; }

    /// <summary>Where a line ends and which way (of length 1) it leads there.</summary>
    public (Point At, Point Direction) End(bool first)
    {
        Point at = first ? Points[0] : Points[^1], from = at;
        double reach = Math.Min(Back, Length / 2);
        for (int i = 1; i < Points.Count && Outline.Distance(from, at) < reach; i++)
            from = first ? Points[i] : Points[Points.Count - 1 - i];
        double length = Outline.Distance(from, at);
        return (at, length > 0 ? ((at.X - from.X) / length, (at.Y - from.Y) / length) : (0, 0));
    }

    /// <summary>Points along the line, close to one another.</summary>
    public IEnumerable<Point> Sampled()
    {
        const double Step = 2;
        const int MostSteps = 500;
        for (int i = 1; i < Points.Count; i++)
        {
            (Point a, Point b) = (Points[i - 1], Points[i]);
            int steps = (int)Math.Clamp(Outline.Distance(a, b) / Step, 1, MostSteps);
            for (int j = 0; j < steps; j++)
                yield return (a.X + ((b.X - a.X) * j / steps), a.Y + ((b.Y - a.Y) * j / steps));
        }

        yield return Points[^1];
    }
}
