namespace AiScholar.Rl.MultiModal;

/// <summary>One subpath of a figure: its corners, curves flattened, and how it is painted.</summary>
internal sealed class VectorShape
{
    private const double Straight = 0.15;

    public VectorShape(IReadOnlyList<(double X, double Y)> points, bool hasCurves, bool isClosed, PagePath path)
        : this(points, hasCurves, isClosed)
    {
        (IsFilled, IsStroked) = (path.IsFilled, path.IsStroked);
        Color = Packed(path.IsFilled ? path.FillColor : path.StrokeColor);
        StrokeColor = Packed(path.StrokeColor);
        LineWidth = double.IsFinite(path.LineWidth) ? path.LineWidth : 0;
    }

    private VectorShape(IReadOnlyList<(double X, double Y)> points, bool hasCurves, bool isClosed)
    {
        (Points, HasCurves, IsClosed) = (points, hasCurves, isClosed);
        (double left, double right) = (points.Min(point => point.X), points.Max(point => point.X));
        (double top, double bottom) = (points.Min(point => point.Y), points.Max(point => point.Y));
        Box = new BoundingBox(left, top, right - left, bottom - top);
        IsRectangle = !hasCurves && isClosed && IsBox(points, Box);
    }

    public IReadOnlyList<(double X, double Y)> Points { get; }

    /// <summary>A stroked line of the colour and thickness of a filled box.</summary>
    public static VectorShape Line((double X, double Y) from, (double X, double Y) to, VectorShape box) =>
        new([from, to], false, false) { IsStroked = true, Color = box.Color, StrokeColor = box.Color, LineWidth = Math.Min(box.Box.Width, box.Box.Height) };

    public BoundingBox Box { get; }

    public bool HasCurves { get; }

    public bool IsClosed { get; }

    public bool IsFilled { get; }

    public bool IsStroked { get; private init; }

    /// <summary>The fill's colour, or the stroke's of what is only stroked; packed.</summary>
    public int Color { get; private init; }

    public int StrokeColor { get; private init; }

    /// <summary>Width of the stroke in points.</summary>
    public double LineWidth { get; private init; }

    public bool IsRectangle { get; }

    /// <summary>A straight level line, or a filled box as thin as one.</summary>
    public bool IsLevelLine => !HasCurves && Box.Height <= Thickness && Box.Width > 2 * Box.Height && (Points.Count <= 3 || IsRectangle);

    public bool IsUprightLine => !HasCurves && Box.Width <= Thickness && Box.Height > 2 * Box.Width && (Points.Count <= 3 || IsRectangle);

    public bool IsWhite => (Color & 255) >= 250 && ((Color >> 8) & 255) >= 250 && (Color >> 16) >= 250;

    /// <summary>The area of a closed shape (shoelace formula).</summary>
    public double Area
    {
        get
        {
            double twice = 0;
            for (int i = 0; i < Points.Count; i++)
            {
                ((double ax, double ay), (double bx, double by)) = (Points[i], Points[(i + 1) % Points.Count]);
                twice += (ax * by) - (bx * ay);
            }

            return Math.Abs(twice) / 2;
        }
    }

    private double Thickness => IsFilled && !IsStroked ? 1.2 : Straight;

    private static int Packed(RgbaColor color) => PixelGrid.Pack(color.R, color.G, color.B);

    private static bool IsBox(IReadOnlyList<(double X, double Y)> points, BoundingBox box)
    {
        if (points.Count is < 4 or > 6)
            return false;
        for (int i = 0; i < points.Count; i++)
        {
            ((double ax, double ay), (double bx, double by)) = (points[i], points[(i + 1) % points.Count]);
            if (Math.Abs(ax - bx) > Straight && Math.Abs(ay - by) > Straight)
                return false;
            bool corner = (Math.Abs(ax - box.Left) <= Straight || Math.Abs(ax - box.Right) <= Straight) && (Math.Abs(ay - box.Top) <= Straight || Math.Abs(ay - box.Bottom) <= Straight);
            if (!corner)
                return false;
        }

        return true;
    }
}
