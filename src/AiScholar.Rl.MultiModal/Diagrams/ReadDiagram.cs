namespace AiScholar.Rl.MultiModal;

/// <summary>What was read of a diagram.</summary>
/// <param name="Box">The box of its shapes.</param>
/// <param name="Nodes">Its shapes.</param>
/// <param name="Edges">Its connections.</param>
/// <param name="Paths">The course of each connection.</param>
/// <param name="Texts">Lines of text, in shapes and outside.</param>
/// <param name="IsFlowchart">Whether it has decisions or terminators.</param>
/// <param name="Confidence">0 to 1.</param>
internal sealed record ReadDiagram(
    BoundingBox Box,
    IReadOnlyList<DiagramNode> Nodes,
    IReadOnlyList<DiagramEdge> Edges,
    IReadOnlyList<IReadOnlyList<(double X, double Y)>> Paths,
    IReadOnlyList<BoundingBox> Texts,
    bool IsFlowchart,
    double Confidence)
{
    /// <summary>What speaks for and against the reading.</summary>
    public IReadOnlyList<(string Name, double Value)> Evidence { get; init; } = [];
}
