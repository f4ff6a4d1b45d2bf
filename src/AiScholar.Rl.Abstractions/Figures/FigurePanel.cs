namespace AiScholar.Rl;

/// <summary>A part of a figure.</summary>
public sealed record FigurePanel
{
    /// <summary>Its label, such as <c>a</c>, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Where it stands.</summary>
    public required BoundingBox BoundingBox { get; init; }
}
