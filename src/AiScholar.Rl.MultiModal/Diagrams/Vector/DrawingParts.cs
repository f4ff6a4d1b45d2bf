using System.Globalization;
using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>The paths of a figure by what they may be in a diagram.</summary>
/// <param name="Shapes">Closed outlines large enough for a shape, the largest first.</param>
/// <param name="Marks">Small closed outlines without words: heads of arrows, among others.</param>
/// <param name="Lines">Open lines, and filled bars as thin as one.</param>
internal sealed record DrawingParts(List<DrawnShape> Shapes, List<DrawnShape> Marks, List<DrawnLine> Lines)
{
    private const double LargestMark = 16;
    private const double SmallestShape = 6;
    private const double ThinBar = 2.2;
    private const double Same = 0.85;
    private const int Pale = 240;

    /// <exception cref="DiagramLimitException">The figure is over a limit.</exception>
    public static DrawingParts Of(IReadOnlyList<VectorShape> drawn, IReadOnlyList<PageWord> words, BoundingBox figure, DiagramOptions options, CancellationToken cancellationToken)
    {
        var parts = new DrawingParts([], [], []);
        var seen = new HashSet<(double, double, double, double)>();
        foreach (VectorShape shape in drawn.Where(shape => IsVisible(shape) && !IsBackground(shape, figure)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool closed = shape.IsClosed && shape.Points.Count >= 3;
            IReadOnlyList<Point>? line = closed ? Bar(shape) : shape.Points;
            if (line is not null)
            {
                // A line drawn twice is one.
                if (seen.Add((Math.Round(line[0].X + line[^1].X, 1), Math.Round(line[0].Y + line[^1].Y, 1), Math.Round(shape.Box.Width, 1), Math.Round(shape.Box.Height, 1))))
                    parts.Lines.Add(new DrawnLine(line, shape.LineWidth));
            }
            else if (shape.Box is { Width: > 1, Height: > 1 })
            {
                parts.Add(shape, words);
            }

            if (parts.Lines.Count > options.MaxStrokes)
                throw new DiagramLimitException(string.Create(CultureInfo.InvariantCulture, $"The figure has more lines than DiagramOptions.{nameof(DiagramOptions.MaxStrokes)} ({options.MaxStrokes})."));
            if (parts.Shapes.Count > options.MaxNodes)
                throw new DiagramLimitException(string.Create(CultureInfo.InvariantCulture, $"The figure has more shapes than DiagramOptions.{nameof(DiagramOptions.MaxNodes)} ({options.MaxNodes})."));
        }

        parts.JoinDrums();
        parts.Shapes.Sort((a, b) => b.Box.Area != a.Box.Area ? b.Box.Area.CompareTo(a.Box.Area) : a.Box.Top != b.Box.Top ? a.Box.Top.CompareTo(b.Box.Top) : a.Box.Left.CompareTo(b.Box.Left));
        return parts;
    }

    private void Add(VectorShape shape, IReadOnlyList<PageWord> words)
    {
        BoundingBox box = shape.Box;
        bool isMark = Math.Max(box.Width, box.Height) <= LargestMark && !words.Any(word => box.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY));
        if (!isMark && Math.Min(box.Width, box.Height) < SmallestShape)
            return;
        // A fill, its outline and its shadow are one shape.
        int other = Shapes.FindIndex(known => known.Box.IntersectionOverUnion(box) > Same);
        var drawn = new DrawnShape(shape.Points, box, other >= 0 && !shape.IsStroked ? "" : OutlineKind.Of(shape.Points, box));
        if (isMark)
            Marks.Add(drawn);
        if (Math.Min(box.Width, box.Height) < SmallestShape)
            return;
        if (other < 0)
            Shapes.Add(drawn);
        else if (shape.IsStroked && box.Area >= 0.99 * Shapes[other].Box.Area)
            Shapes[other] = drawn;
    }

    /// <summary>An ellipse at the upper edge of what is as wide makes a cylinder with it.</summary>
    private void JoinDrums()
    {
        foreach (DrawnShape lid in Shapes.Where(shape => shape.Kind is "ellipse").ToArray())
        {
            int body = Shapes.FindIndex(shape => shape.Kind is not ("ellipse" or "circle") && Math.Abs(shape.Box.Left - lid.Box.Left) <= 1.5 && Math.Abs(shape.Box.Right - lid.Box.Right) <= 1.5
                && shape.Box.Bottom > lid.Box.Bottom && (Math.Abs(shape.Box.Top - lid.Box.CenterY) <= 2 || Math.Abs(shape.Box.Top - lid.Box.Top) <= 2));
            if (body < 0)
                continue;
            Shapes[body] = DrawnShape.OfBox(Shapes[body].Box.Union(lid.Box), "cylinder");
            Shapes.Remove(lid);
        }
    }

    private static bool IsVisible(VectorShape shape) => (shape.IsFilled && !shape.IsWhite) || (shape.IsStroked && !IsPale(shape.StrokeColor, 250));

    /// <summary>A pale panel behind the whole figure.</summary>
    private static bool IsBackground(VectorShape shape, BoundingBox figure) =>
        shape.IsFilled && !shape.IsStroked && IsPale(shape.Color, Pale) && shape.Box.Contains(figure.Inflate(-3));

    private static bool IsPale(int color, int least) => (color & 255) >= least && ((color >> 8) & 255) >= least && (color >> 16) >= least;

    /// <summary>The axis of a filled bar as thin as a line.</summary>
    private static Point[]? Bar(VectorShape shape)
    {
        double around = Outline.Length(shape.Points, closed: true), width = 2 * shape.Area / Math.Max(around, 1e-6), length = (around / 2) - width;
        if (width > ThinBar || length < 2 * width)
            return null;
        List<Point> corners = Outline.Corners(shape.Points, 0.1);
        if (corners.Count != 4)
            return corners.Count < 4 && width < 0.1 ? [shape.Points[0], shape.Points[1]] : null;
        // A head of an arrow is as slim, but has no right angles.
        for (int i = 0; i < 4; i++)
        {
            (Point a, Point b, Point c) = (corners[i], corners[(i + 1) % 4], corners[(i + 2) % 4]);
            if (Math.Abs(((a.X - b.X) * (c.X - b.X)) + ((a.Y - b.Y) * (c.Y - b.Y))) > 0.25 * Outline.Distance(a, b) * Outline.Distance(b, c))
                return null;
        }

        int from = Outline.Distance(corners[0], corners[1]) < Outline.Distance(corners[1], corners[2]) ? 0 : 1;
        return [Middle(corners[from], corners[from + 1]), Middle(corners[from + 2], corners[(from + 3) % 4])];
    }

    private static Point Middle(Point a, Point b) => ((a.X + b.X) / 2, (a.Y + b.Y) / 2);
}
