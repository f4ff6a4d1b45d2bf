namespace AiScholar.Rl;

/// <summary>A shape of a diagram.</summary>
public sealed record DiagramNode
{
    /// <summary>Unique within the diagram.</summary>
    public required string Id { get; init; }

    /// <summary>The shape: <c>rectangle</c>, <c>ellipse</c>, <c>diamond</c>, <c>cylinder</c>, …</summary>
    public string Shape { get; init; } = "rectangle";

    /// <summary>The text inside.</summary>
    public string Text { get; init; } = "";

    /// <summary>Where it stands.</summary>
    public BoundingBox BoundingBox { get; init; }

    /// <summary>The container it lies in, by id, or null.</summary>
    public string? ParentId { get; init; }
}
