namespace AiScholar.Rl.MultiModal;

/// <summary>What was found in a picture of a diagram, in pixels.</summary>
/// <param name="Nodes">The shapes.</param>
/// <param name="Edges">The connections.</param>
/// <param name="Chains">All lines, those that connect nothing too.</param>
/// <param name="Texts">The lines of text, in shapes and outside.</param>
/// <param name="StrokeWidth">How thick the lines are.</param>
internal sealed record DiagramParts(IReadOnlyList<FoundNode> Nodes, IReadOnlyList<FoundEdge> Edges, IReadOnlyList<StrokeChain> Chains, IReadOnlyList<DiagramText> Texts, double StrokeWidth);
