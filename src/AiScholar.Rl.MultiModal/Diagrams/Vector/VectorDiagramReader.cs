using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>
/// Reads a diagram from a figure's vector paths and words: closed outlines are its shapes, open lines whose ends meet them its connections.
/// Refuses what does not show, for the most part, shapes with text that lines connect: plots, tables and drawings of other kinds.
/// </summary>
internal static class VectorDiagramReader
{
    private const int MostWords = 5_000;
    private const double LeastLinked = 0.6;
    private const double LeastWorded = 0.5;
    private const double ShortLine = 6;

    /// <summary>The diagram of a figure, or null when it shows none or is over a limit.</summary>
    public static ReadDiagram? Read(DocumentPage page, BoundingBox figure, DiagramOptions options, CancellationToken cancellationToken)
    {
        List<PageWord> words = [.. page.Words.Where(word => figure.Contains(word.BoundingBox.CenterX, word.BoundingBox.CenterY))];
        if (words.Count is < 2 or > MostWords)
            return null;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.Timeout);
        try
        {
            DrawingParts parts = DrawingParts.Of(VectorShapeReader.Read(page, figure), words, figure, options, limit.Token);
            return Read(parts, words, limit.Token);
        }
        catch (DiagramLimitException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static ReadDiagram? Read(DrawingParts parts, List<PageWord> words, CancellationToken cancellationToken)
    {
        (List<DrawnShape> shapes, _, List<DrawnLine> lines) = parts;
        new ArrowHeads(parts).Mark(cancellationToken);
        if (shapes.Count == 0 || lines.Count == 0)
            return null;
        ShapeNesting.Nest(shapes, words);
        if (!shapes.Exists(shape => shape.HasWords && !shape.IsContainer))
            return null;
        lines.RemoveAll(line => shapes.Exists(shape => !shape.IsContainer && shape.Box.Inflate(1).Contains(line.Box)));
        List<PageWord> free = [.. words.Where(word => !shapes.Exists(shape => !shape.IsContainer && shape.Holds((word.BoundingBox.CenterX, word.BoundingBox.CenterY))))];
        List<DrawnEdge> edges = Connections.Find(lines, shapes, [.. DiagramWords.Blocks(free).Select(block => BoundingBox.Union(block.Select(word => word.BoundingBox)))], cancellationToken);
        ShapeNesting.RemoveOrnaments(shapes);
        return IsDiagram(shapes, edges, lines) ? Build(shapes, edges, words) : null;
    }

    private static bool IsDiagram(List<DrawnShape> shapes, List<DrawnEdge> edges, List<DrawnLine> lines)
    {
        DrawnShape[] leaves = [.. shapes.Where(shape => !shape.IsContainer && !shape.IsText)], linked = [.. shapes.Where(shape => shape.IsLinked)];
        int drawn = linked.Count(shape => !shape.IsText), worded = linked.Count(shape => shape.HasWords || shape.IsText || shape.IsContainer), directed = edges.Count(edge => edge.HasHead);
        if (drawn < 1 || (drawn < 2 && directed < 2) || (directed == 0 && edges.Count < 2))
            return false;
        // Most of what is drawn must belong to the graph: a plot may have a note with an arrow.
        double used = edges.Select(edge => edge.Path).Distinct().Sum(path => path.Count), all = lines.Where(line => line.Length > ShortLine).Sum(line => line.Sampled().Count());
        return worded >= 2 && worded >= LeastWorded * linked.Length && leaves.Count(shape => shape.IsLinked) >= LeastLinked * leaves.Length && used >= 0.5 * all;
    }

    private static ReadDiagram Build(List<DrawnShape> shapes, List<DrawnEdge> edges, List<PageWord> words)
    {
        DrawnShape[] order = [.. shapes.OrderBy(shape => shape.Box.Top).ThenBy(shape => shape.Box.Left)];
        Dictionary<DrawnShape, string> names = order.Select((shape, i) => (shape, i)).ToDictionary(pair => pair.shape, pair => string.Create(CultureInfo.InvariantCulture, $"n{pair.i + 1}"));
        Dictionary<string, DrawnShape> outlines = names.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);
        DiagramNode[] nodes = [.. order.Select(shape => new DiagramNode { Id = names[shape], Shape = shape.Kind, BoundingBox = shape.Box, ParentId = shape.Parent is { } parent ? names[parent] : null })];
        DiagramEdge[] joined = [.. edges.Select(edge => new DiagramEdge { SourceId = names[edge.From], TargetId = names[edge.To], IsDirected = edge.HasHead, IsBidirectional = edge.HasHead && edge.HasHeadAtStart })];
        bool flow = joined.Any(edge => edge.IsDirected) && nodes.Any(node => node.Shape is "diamond" or "terminator");
        double linked = shapes.Count(shape => shape.IsLinked) / (double)Math.Max(1, shapes.Count(shape => !shape.IsContainer));
        var diagram = new ReadDiagram(
            BoundingBox.Union(nodes.Select(node => node.BoundingBox)),
            nodes,
            joined,
            [.. edges.Select(edge => edge.Path)],
            [],
            flow,
            Math.Clamp(0.5 + (0.45 * linked), 0, 0.95));
        return DiagramWords.Assign(diagram, words, (node, box) => outlines[node.Id].Holds((box.CenterX, box.CenterY)));
    }
}
