namespace AiScholar.Rl;

/// <summary>A diagram as a graph.</summary>
[ElementContentKind("diagram")]
public sealed record DiagramContent : ElementContent
{
    /// <summary>Its shapes.</summary>
    public IReadOnlyList<DiagramNode> Nodes { get; init; } = [];

    /// <summary>Its connections.</summary>
    public IReadOnlyList<DiagramEdge> Edges { get; init; } = [];
}
