namespace AiScholar.Rl;

/// <summary>A region that the host knows to hold an element.</summary>
public sealed record KnownRegion
{
    /// <summary>The page, from 1.</summary>
    public required int PageNumber { get; init; }

    /// <summary>Where on the page.</summary>
    public required BoundingBox BoundingBox { get; init; }

    /// <summary>What it holds.</summary>
    public required VisualElementType ElementType { get; init; }
}
