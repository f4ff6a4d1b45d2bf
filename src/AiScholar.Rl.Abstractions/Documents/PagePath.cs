namespace AiScholar.Rl;

/// <summary>A vector path on a page.</summary>
public sealed record PagePath
{
    /// <summary>Its segments in drawing order; a segment that does not start where the one before ended starts a new subpath.</summary>
    public required IReadOnlyList<PathSegment> Segments { get; init; }

    /// <summary>The box of its segments, line width left out.</summary>
    public required BoundingBox BoundingBox { get; init; }

    /// <summary>Whether its outline is painted.</summary>
    public bool IsStroked { get; init; }

    /// <summary>Whether its inside is painted.</summary>
    public bool IsFilled { get; init; }

    /// <summary>Colour of the outline.</summary>
    public RgbaColor StrokeColor { get; init; } = RgbaColor.Black;

    /// <summary>Colour of the inside.</summary>
    public RgbaColor FillColor { get; init; } = RgbaColor.Black;

    /// <summary>Width of the outline in points.</summary>
    public double LineWidth { get; init; }

    /// <summary>Whether the outline is dashed.</summary>
    public bool IsDashed { get; init; }
}
