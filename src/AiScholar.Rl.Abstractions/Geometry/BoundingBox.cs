using System.Text.Json.Serialization;

namespace AiScholar.Rl;

/// <summary>
/// An axis-parallel rectangle on a page as shown: points (1/72 inch) for documents, pixels for bare images;
/// origin at the top left, y downwards, after rotation and crop box.
/// </summary>
/// <param name="X">Left edge.</param>
/// <param name="Y">Top edge.</param>
/// <param name="Width">Width, not negative.</param>
/// <param name="Height">Height, not negative.</param>
public readonly record struct BoundingBox(double X, double Y, double Width, double Height)
{
    /// <summary>Left edge.</summary>
    [JsonIgnore]
    public double Left => X;

    /// <summary>Top edge.</summary>
    [JsonIgnore]
    public double Top => Y;

    /// <summary>Right edge.</summary>
    [JsonIgnore]
    public double Right => X + Width;

    /// <summary>Bottom edge.</summary>
    [JsonIgnore]
    public double Bottom => Y + Height;

    /// <summary>Horizontal centre.</summary>
    [JsonIgnore]
    public double CenterX => X + (Width / 2);

    /// <summary>Vertical centre.</summary>
    [JsonIgnore]
    public double CenterY => Y + (Height / 2);

    /// <summary>Width times height.</summary>
    [JsonIgnore]
    public double Area => Width * Height;

    /// <summary>Whether every number is finite and the size not negative.</summary>
    [JsonIgnore]
    public bool IsValid => double.IsFinite(X) && double.IsFinite(Y) && double.IsFinite(Width) && double.IsFinite(Height) && Width >= 0 && Height >= 0;

    /// <summary>The box between two edges each way, in either order.</summary>
    public static BoundingBox FromEdges(double left, double top, double right, double bottom) =>
        new(Math.Min(left, right), Math.Min(top, bottom), Math.Abs(right - left), Math.Abs(bottom - top));

    /// <summary>The smallest box that holds all of <paramref name="boxes"/>; the default box when there is none.</summary>
    public static BoundingBox Union(IEnumerable<BoundingBox> boxes)
    {
        ArgumentNullException.ThrowIfNull(boxes);
        BoundingBox? union = null;
        foreach (BoundingBox box in boxes)
            union = union is { } u ? u.Union(box) : box;
        return union ?? default;
    }

    /// <summary>The smallest box that holds both.</summary>
    public BoundingBox Union(BoundingBox other) =>
        FromEdges(Math.Min(Left, other.Left), Math.Min(Top, other.Top), Math.Max(Right, other.Right), Math.Max(Bottom, other.Bottom));

    /// <summary>The common part, or null when they do not overlap.</summary>
    public BoundingBox? Intersect(BoundingBox other)
    {
        double left = Math.Max(Left, other.Left), top = Math.Max(Top, other.Top);
        double right = Math.Min(Right, other.Right), bottom = Math.Min(Bottom, other.Bottom);
        return right < left || bottom < top ? null : new BoundingBox(left, top, right - left, bottom - top);
    }

    /// <summary>Whether the point lies inside or on the edge.</summary>
    public bool Contains(double x, double y) => x >= Left && x <= Right && y >= Top && y <= Bottom;

    /// <summary>Whether <paramref name="other"/> lies wholly inside, give or take <paramref name="tolerance"/>.</summary>
    public bool Contains(BoundingBox other, double tolerance = 0) =>
        other.Left >= Left - tolerance && other.Top >= Top - tolerance && other.Right <= Right + tolerance && other.Bottom <= Bottom + tolerance;

    /// <summary>The box grown by <paramref name="margin"/> on every side about its centre (shrunk when negative, never below zero size).</summary>
    public BoundingBox Inflate(double margin)
    {
        double width = Math.Max(0, Width + (2 * margin)), height = Math.Max(0, Height + (2 * margin));
        return new BoundingBox(CenterX - (width / 2), CenterY - (height / 2), width, height);
    }

    /// <summary>Intersection over union, 0 to 1; 0 when both are empty.</summary>
    public double IntersectionOverUnion(BoundingBox other)
    {
        double common = Intersect(other)?.Area ?? 0;
        double union = Area + other.Area - common;
        return union > 0 ? common / union : 0;
    }
}
