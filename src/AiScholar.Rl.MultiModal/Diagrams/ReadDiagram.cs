namespace AiScholar.Rl.MultiModal;

/// <summary>What was read of a diagram.</summary>
internal sealed record ReadDiagram(BoundingBox Box, IReadOnlyList<DiagramNode> Nodes, IReadOnlyList<DiagramEdge> Edges, bool IsFlowchart, double Confidence);
