using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>Writes found shapes and connections as a graph.</summary>
internal static class DiagramGraph
{
    public static ReadDiagram? Build(DiagramParts parts, PixelBox page)
    {
        (IReadOnlyList<FoundNode> found, IReadOnlyList<FoundEdge> connections) = (parts.Nodes, parts.Edges);
        // Two boxes and a line, or arrows: a lone arrow is no diagram.
        bool isDiagram = connections.Count > 0 && (found.Count(node => node.Shape is not ("text" or "implied")) >= 2 || connections.Count(edge => edge.HeadAtFrom || edge.HeadAtTo) >= 2);
        if (!isDiagram)
            return null;
        int[] order = [.. found.OrderBy(node => node.Box.Top).ThenBy(node => node.Box.Left).Select(node => node.Index)];
        var names = new string[found.Count];
        for (int i = 0; i < order.Length; i++)
            names[order[i]] = string.Create(CultureInfo.InvariantCulture, $"n{i + 1}");
        DiagramNode[] nodes = [.. order.Select(i => new DiagramNode
        {
            Id = names[i],
            Shape = found[i].Shape,
            BoundingBox = found[i].Box.Clip(page).ToBoundingBox(),
            ParentId = found[i].Parent is { } parent ? names[parent.Index] : null,
        })];
        DiagramEdge[] edges = [.. connections.Select(edge =>
        {
            bool back = edge.HeadAtFrom && !edge.HeadAtTo;
            return new DiagramEdge
            {
                SourceId = names[back ? edge.To : edge.From],
                TargetId = names[back ? edge.From : edge.To],
                IsDirected = edge.HeadAtFrom || edge.HeadAtTo,
                IsBidirectional = edge.HeadAtFrom && edge.HeadAtTo,
            };
        })];
        bool flow = edges.Any(edge => edge.IsDirected) && nodes.Any(node => node.Shape is "diamond" or "terminator");
        double linked = connections.SelectMany(edge => new[] { edge.From, edge.To }).Distinct().Count() / (double)Math.Max(1, found.Count(node => !node.IsContainer));
        return new ReadDiagram(
            BoundingBox.Union(nodes.Select(node => node.BoundingBox)),
            nodes,
            edges,
            [.. connections.Select(edge => edge.Path.Select(point => ((double)point.X, (double)point.Y)).ToArray())],
            [.. parts.Texts.Select(text => text.Box.Clip(page).ToBoundingBox())],
            flow,
            Math.Clamp(0.5 + (0.45 * linked), 0, 0.95))
        {
            Evidence = DiagramEvidence.Of(parts),
        };
    }
}
