using Point = (double X, double Y);

namespace AiScholar.Rl.MultiModal;

/// <summary>A closed outline that may be a shape of a diagram.</summary>
internal sealed class DrawnShape(IReadOnlyList<Point> points, BoundingBox box, string kind)
{
    public IReadOnlyList<Point> Points { get; } = points;

    public BoundingBox Box { get; } = box;

    public string Kind { get; set; } = kind;

    public DrawnShape? Parent { get; set; }

    public bool IsContainer { get; set; }

    /// <summary>Whether words stand in it, and in no shape within it.</summary>
    public bool HasWords { get; set; }

    /// <summary>Whether a connection ends at it.</summary>
    public bool IsLinked { get; set; }

    public bool IsText => Kind == "text";

    public bool Holds(Point at) => Box.Contains(at.X, at.Y) && Outline.Contains(Points, at);

    public static DrawnShape OfBox(BoundingBox box, string kind) => new([(box.Left, box.Top), (box.Right, box.Top), (box.Right, box.Bottom), (box.Left, box.Bottom)], box, kind);
}
