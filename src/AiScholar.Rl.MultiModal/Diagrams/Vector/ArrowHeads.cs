using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>Finds what is drawn at the ends of lines: filled or outlined heads, heads of two strokes, and marks that are no heads. They cease to be shapes and lines.</summary>
internal sealed class ArrowHeads(DrawingParts parts)
{
    private const double Near = 1.5;
    private const double LargestHead = 16;
    private const double Touch = 2.5;
    private readonly HashSet<DrawnShape> _used = [];
    private readonly HashSet<DrawnLine> _strokes = [];

    public void Mark(CancellationToken cancellationToken)
    {
        DrawnLine[] small = [.. parts.Lines.Where(line => Math.Max(line.Box.Width, line.Box.Height) <= LargestHead && line.Length > 1.5)];
        foreach (LineEnd end in parts.Lines.SelectMany(line => line.Ends))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (_strokes.Contains(end.Line) || end.Line.Length < 1)
                continue;
            DrawnShape[] here = [.. parts.Marks.Where(mark => mark.Box.Inflate(Near + end.Line.Width).Contains(end.At.X, end.At.Y) && !mark.Box.Inflate(1).Contains(end.Line.Box))];
            if (here.FirstOrDefault(mark => IsHead(mark, end)) is { } head)
            {
                Take(end, head);
                end.HasHead = true;
            }
            else if (!Strokes(end, small) && here.FirstOrDefault(mark => parts.Shapes.Exists(shape => shape.Box.IntersectionOverUnion(mark.Box) < 0.8 && Outline.Distance(shape.Points, Tip(mark, end), closed: true) <= Touch)) is { } ornament)
            {
                Take(end, ornament);
            }
        }

        parts.Lines.RemoveAll(_strokes.Contains);
        parts.Shapes.RemoveAll(shape => _used.Any(mark => mark.Box.IntersectionOverUnion(shape.Box) > 0.8));
    }

    private void Take(LineEnd end, DrawnShape mark)
    {
        end.At = Tip(mark, end);
        _used.Add(mark);
    }

    private static Point Tip(DrawnShape mark, LineEnd end) => mark.Points.MaxBy(point => Ahead(end, point));

    /// <summary>Pointed ahead and wide behind, about the line's direction.</summary>
    private static bool IsHead(DrawnShape mark, LineEnd end)
    {
        (double Ahead, double Aside)[] points = [.. mark.Points.Select(point => (Ahead(end, point), Aside(end, point)))];
        (double front, double back) = (points.Max(point => point.Ahead), points.Min(point => point.Ahead));
        (double left, double right) = (points.Min(point => point.Aside), points.Max(point => point.Aside));
        double length = front - back, width = right - left;
        bool isCentred = Math.Abs(left + right) <= (0.5 * width) + 1;
        return length > 1.5 && width > 1 && front > -0.5 && isCentred
            && Spread(points.Where(point => point.Ahead >= front - (0.15 * length))) <= 0.5 * width
            && Spread(points.Where(point => point.Ahead <= back + (0.4 * length))) >= 0.7 * width;
    }

    /// <summary>A head drawn in one stroke with a bend at the tip, or in two from the tip.</summary>
    private bool Strokes(LineEnd end, DrawnLine[] small)
    {
        DrawnLine? left = null, right = null;
        foreach (DrawnLine stroke in small)
        {
            if (stroke == end.Line || _strokes.Contains(stroke) || !stroke.Box.Inflate(Touch).Contains(end.At.X, end.At.Y) || stroke.Length > 2 * Math.Max(end.Line.Length, LargestHead))
                continue;
            Point chord = ((stroke.Points[0].X + stroke.Points[^1].X) / 2, (stroke.Points[0].Y + stroke.Points[^1].Y) / 2), tip = stroke.Points.MaxBy(point => Outline.Distance(point, chord));
            if (stroke.Points.Count > 2 && Outline.Distance(tip, end.At) <= Touch && IsBehind(end, tip, stroke.Points[0]) && IsBehind(end, tip, stroke.Points[^1]) && Aside(end, stroke.Points[0]) * Aside(end, stroke.Points[^1]) < 0)
            {
                (end.HasHead, end.At) = (true, Ahead(end, tip) > 0 ? tip : end.At);
                return _strokes.Add(stroke);
            }

            bool fromFirst = Outline.Distance(stroke.Points[0], end.At) <= Near;
            if (!fromFirst && Outline.Distance(stroke.Points[^1], end.At) > Near)
                continue;
            Point arm = fromFirst ? stroke.Points[^1] : stroke.Points[0];
            if (stroke.Length < end.Line.Length && IsBehind(end, end.At, arm) && Math.Abs(Aside(end, arm)) > 0.1 * stroke.Length)
                (left, right) = Aside(end, arm) < 0 ? (stroke, right) : (left, stroke);
        }

        if (left is null || right is null || Math.Abs(left.Length - right.Length) > 0.3 * left.Length)
            return false;
        _strokes.Add(left);
        _strokes.Add(right);
        return end.HasHead = true;
    }

    private static bool IsBehind(LineEnd end, Point tip, Point arm) => Ahead(end, tip) - Ahead(end, arm) > 0.15 * Outline.Distance(tip, arm);

    private static double Ahead(LineEnd end, Point point) => ((point.X - end.At.X) * end.Direction.X) + ((point.Y - end.At.Y) * end.Direction.Y);

    private static double Aside(LineEnd end, Point point) => ((point.Y - end.At.Y) * end.Direction.X) - ((point.X - end.At.X) * end.Direction.Y);

    private static double Spread(IEnumerable<(double Ahead, double Aside)> points)
    {
        double[] aside = [.. points.Select(point => point.Aside)];
        return aside.Length == 0 ? 0 : aside.Max() - aside.Min();
    }
}
