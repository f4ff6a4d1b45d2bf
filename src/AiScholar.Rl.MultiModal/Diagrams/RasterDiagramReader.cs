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
        DiagramParts parts = Find(grid, options, cancellationToken);
        return DiagramGraph.Build(parts, grid.Bounds);
    }

    /// <summary>The shapes, lines and texts of a picture.</summary>
    public static DiagramParts Find(PixelGrid grid, DiagramOptions options, CancellationToken cancellationToken)
    {
        FlatRegions regions = FlatRegions.Of(grid, cancellationToken);
        double strokeWidth = StrokeWidth.Of(regions);
        StrokeWidth.MarkSurfaces(regions, strokeWidth);
        List<FoundNode> slivers = HiddenParts.Slivers(regions, strokeWidth);
        var finder = new NodeFinder(regions, strokeWidth, options);
        List<FoundNode> nodes = finder.Find(cancellationToken);
        nodes = LetterHoles.Remove(nodes, grid, regions, finder.PageColor, strokeWidth, options, cancellationToken);
        nodes = NodeNesting.JoinRecords(nodes, strokeWidth);
        List<PixelBox> plates = LabelPlates.Remove(nodes, grid, regions, strokeWidth);
        nodes = HiddenParts.Join(nodes, slivers, strokeWidth);
        var map = new NodeMap(grid, nodes, finder.PageColor, strokeWidth);
        BitMask ink = map.FreeInk(regions, InkContrast);
        BitMask occupied = map.FreeInk(regions, InkContrast);
        List<DiagramText> covered = [.. plates.Select(plate => Cover(ink, plate))];
        var glyphs = new GlyphFinder(grid, map, strokeWidth);
        List<DiagramText> lines = glyphs.Lines(ink, options, cancellationToken);
        List<DiagramText> texts = GlyphFinder.Stack(GlyphFinder.JoinRows(lines), cancellationToken);
        lines.AddRange(glyphs.Lines(map.HeldInk(regions), options, cancellationToken));
        texts.AddRange(covered);
        map.EraseOutlines(ink);
        List<Lifeline> lifelines = LifelineFinder.Extract(ink, nodes, strokeWidth);
        cancellationToken.ThrowIfCancellationRequested();
        StrokeGraph graph = StrokeGraph.Of(ink, strokeWidth, options, cancellationToken);
        new StrokeLinker(graph, map, texts, lifelines, strokeWidth).Link(cancellationToken);
        List<StrokeChain> chains = StrokeChain.Of(graph.Strokes);
        new EndOrnaments(ink, grid, map, chains, strokeWidth).Mark();
        new ImpliedNodes(occupied, map, texts, strokeWidth).Add(chains, nodes, options, cancellationToken);
        List<FoundEdge> edges = EdgeFinder.Find(chains, nodes, strokeWidth);
        return new DiagramParts(nodes, edges, chains, lines, strokeWidth);
    }

    /// <summary>Takes the plate of a label for text.</summary>
    private static DiagramText Cover(BitMask ink, PixelBox plate)
    {
        PixelBox box = plate.Inflate(2).Clip(new PixelBox(0, 0, ink.Width, ink.Height));
        for (int y = box.Top; y < box.Bottom; y++)
            ink.Row(y)[box.Left..box.Right].Clear();
        return new DiagramText(box, box.Height, 2);
    }
}
