using System.Globalization;

namespace AiScholar.Rl.MultiModal;

/// <summary>Reads a diagram from pixels: surfaces and outlines are its shapes, the lines between them its connections.</summary>
internal static class RasterDiagramReader
{
    /// <summary>How far the colour of ink is from the paper's, Euclidean in RGB.</summary>
    internal const int InkContrast = 40;

    /// <summary>The diagram, or null when the picture holds none.</summary>
    /// <exception cref="DiagramLimitException">The picture is over a limit.</exception>
    public static ReadDiagram? Read(RasterImage image, DiagramOptions options, CancellationToken cancellationToken)
    {
        if ((long)image.Width * image.Height > options.MaxPixels)
            throw new DiagramLimitException(string.Create(CultureInfo.InvariantCulture, $"The picture has {image.Width} x {image.Height} pixels, more than DiagramOptions.{nameof(DiagramOptions.MaxPixels)} ({options.MaxPixels})."));
        if (image.Width < 16 || image.Height < 16)
            return null;
        PixelGrid grid = PixelGrid.Of(image);
        FlatRegions regions = FlatRegions.Of(grid, cancellationToken);
        double strokeWidth = StrokeWidth.Of(regions);
        StrokeWidth.MarkSurfaces(regions, strokeWidth);
        var finder = new NodeFinder(regions, strokeWidth, options);
        List<FoundNode> nodes = finder.Find(cancellationToken);
        nodes = LetterHoles.Remove(nodes, grid, regions, finder.PageColor, strokeWidth, options, cancellationToken);
        nodes = NodeNesting.JoinRecords(nodes, strokeWidth);
        var map = new NodeMap(grid, nodes, finder.PageColor, strokeWidth);
        BitMask ink = map.FreeInk(regions, InkContrast);
        BitMask occupied = map.FreeInk(regions, InkContrast);
        List<DiagramText> texts = new GlyphFinder(grid, map, strokeWidth).Extract(ink, options, cancellationToken);
        map.EraseOutlines(ink);
        cancellationToken.ThrowIfCancellationRequested();
        StrokeGraph graph = StrokeGraph.Of(ink, strokeWidth, options, cancellationToken);
        new StrokeLinker(graph, map, texts, strokeWidth).Link(cancellationToken);
        List<StrokeChain> chains = LifelineFinder.Resolve(StrokeChain.Of(graph), nodes, strokeWidth);
        new ImpliedNodes(occupied, map, texts, strokeWidth).Add(chains, nodes, options, cancellationToken);
        List<FoundEdge> edges = EdgeFinder.Find(chains, nodes, strokeWidth);
        return DiagramGraph.Build(nodes, edges, grid.Bounds);
    }
}
