namespace AiScholar.Rl;

/// <summary>A flowchart as a graph: nodes whose shape says start, step, decision or end.</summary>
[ElementContentKind("flowchart")]
public sealed record FlowchartContent : ElementContent
{
    /// <summary>Its steps.</summary>
    public IReadOnlyList<DiagramNode> Nodes { get; init; } = [];

    /// <summary>Its arrows.</summary>
    public IReadOnlyList<DiagramEdge> Edges { get; init; } = [];
}
