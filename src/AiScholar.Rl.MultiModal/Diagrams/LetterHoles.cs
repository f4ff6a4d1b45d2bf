namespace AiScholar.Rl.MultiModal;

/// <summary>The holes of large letters look like small shapes: those that lie within a line of text are none.</summary>
internal static class LetterHoles
{
    private const double LargestHole = 24;

    public static List<FoundNode> Remove(List<FoundNode> nodes, PixelGrid grid, FlatRegions regions, int pageColor, double strokeWidth, DiagramOptions options, CancellationToken cancellationToken)
    {
        FoundNode[] doubtful = [.. nodes.Where(node => !node.IsContainer && node.Box.Longest < LargestHole * strokeWidth)];
        if (doubtful.Length == 0)
            return nodes;
        List<FoundNode> sure = [.. nodes.Except(doubtful)];
        NodeNesting.Number(sure, strokeWidth);
        foreach (FoundNode node in sure)
            node.IsContainer |= doubtful.Any(hole => node.Box.Contains(hole.Box));
        var map = new NodeMap(grid, sure, pageColor, strokeWidth);
        List<DiagramText> lines = new GlyphFinder(grid, map, strokeWidth).Lines(map.FreeInk(regions, RasterDiagramReader.InkContrast), options, cancellationToken);
        List<DiagramText> texts = GlyphFinder.Stack(lines, cancellationToken);
        var holes = new HashSet<FoundNode>(doubtful.Where(node => texts.Exists(text => text.Box.Contains(node.Box.Inflate(-1)) && (text.Letters > 1 || text.Box.Area > 1.6 * node.Box.Area))));
        List<FoundNode> kept = [.. nodes.Where(node => !holes.Contains(node))];
        NodeNesting.Number(kept, strokeWidth);
        return kept;
    }
}
