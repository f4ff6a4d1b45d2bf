using System.Globalization;
using System.Security;
using System.Text;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal;

/// <summary>Draws what was understood of a page over the page, as SVG, a group (<c>g</c>) with an id for each layer.</summary>
public static class PageOverlay
{
    private static readonly Dictionary<VisualElementType, string> Colors = new()
    {
        [VisualElementType.Table] = "#0072b2",
        [VisualElementType.Figure] = "#d55e00",
        [VisualElementType.Chart] = "#009e73",
        [VisualElementType.Flowchart] = "#cc79a7",
        [VisualElementType.Diagram] = "#e69f00",
        [VisualElementType.Equation] = "#7b3fa0",
    };

    /// <summary>The overlay of a page.</summary>
    /// <param name="analysis">What was understood of the page; coordinates are points from the top left.</param>
    /// <param name="layers">The steps to show.</param>
    /// <param name="picture">The page as a picture (<see cref="IPageRasterizer"/>), drawn below; otherwise the page's own words and paths are.</param>
    /// <returns>SVG, in points.</returns>
    public static string ToSvg(PageAnalysis analysis, OverlayLayers layers = OverlayLayers.Results, RasterImage? picture = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        return ToSvg(analysis, BoundingBox.FromEdges(0, 0, analysis.Page.Width, analysis.Page.Height), layers, picture);
    }

    /// <summary>The overlay of a part of a page.</summary>
    /// <param name="analysis">What was understood of the page; coordinates are points from the top left.</param>
    /// <param name="region">The part to show, in points.</param>
    /// <param name="layers">The steps to show.</param>
    /// <param name="picture">The part as a picture (<see cref="IPageRasterizer"/> with the same region), drawn below; otherwise the page's own words and paths are.</param>
    /// <returns>SVG, in points.</returns>
    public static string ToSvg(PageAnalysis analysis, BoundingBox region, OverlayLayers layers = OverlayLayers.Results, RasterImage? picture = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        DocumentPage page = analysis.Page;
        var svg = new StringBuilder();
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="{region.X:0.##} {region.Y:0.##} {region.Width:0.##} {region.Height:0.##}" font-family="Times, serif"><rect x="{region.X:0.##}" y="{region.Y:0.##}" width="{region.Width:0.##}" height="{region.Height:0.##}" fill="white"/>""");
        Group(svg, "page", () => AddPage(svg, page, region, picture));
        Group(svg, "words", () => AddWords(svg, page), layers.HasFlag(OverlayLayers.Words));
        Group(svg, "reading-order", () => AddOrder(svg, page), layers.HasFlag(OverlayLayers.ReadingOrder));
        Group(svg, "structure", () => AddStructure(svg, analysis), layers.HasFlag(OverlayLayers.Structure));
        Group(svg, "elements", () => AddElements(svg, analysis), layers.HasFlag(OverlayLayers.Elements));
        Group(svg, "relationships", () => AddRelationships(svg, analysis), layers.HasFlag(OverlayLayers.Relationships));
        return svg.Append("</svg>\n").ToString();
    }

    private static void AddPage(StringBuilder svg, DocumentPage page, BoundingBox region, RasterImage? picture)
    {
        if (picture is not null)
        {
            Add(svg, $"""<image x="{region.X:0.##}" y="{region.Y:0.##}" width="{region.Width:0.##}" height="{region.Height:0.##}" preserveAspectRatio="none" href="data:image/png;base64,{Convert.ToBase64String(Png(picture))}"/>""");
            return;
        }

        foreach (PagePath path in page.Paths.Where(path => path.IsStroked || path.IsFilled))
            Add(svg, $"""<path d="{Outline(path)}" fill="{(path.IsFilled ? Hex(path.FillColor) : "none")}" stroke="{(path.IsStroked ? Hex(path.StrokeColor) : "none")}" stroke-width="{path.LineWidth:0.##}"/>""");
        foreach (PageWord word in page.Words)
        {
            BoundingBox box = word.BoundingBox;
            double size = word.FontSize > 0 ? word.FontSize : box.Height, baseline = word.Baseline > 0 ? word.Baseline : box.Bottom;
            string turn = word.Rotation == 0
                ? Invariant($"""textLength="{box.Width:0.##}" lengthAdjust="spacingAndGlyphs" """)
                : Invariant($"""transform="rotate({word.Rotation:0.#} {box.CenterX:0.##} {box.CenterY:0.##})" """);
            Add(svg, $"""<text x="{box.Left:0.##}" y="{baseline:0.##}" font-size="{size:0.##}" {turn}>{Escape(word.Text)}</text>""");
        }
    }

    private static void AddWords(StringBuilder svg, DocumentPage page)
    {
        foreach (PageWord word in page.Words)
            AddBox(svg, word.BoundingBox, "#888888", 0.4);
    }

    private static void AddOrder(StringBuilder svg, DocumentPage page)
    {
        if (page.Words.Count > 0)
            Add(svg, $"""<polyline points="{string.Join(' ', page.Words.Select(word => Invariant($"{word.BoundingBox.CenterX:0.#},{word.BoundingBox.CenterY:0.#}")))}" fill="none" stroke="#cc3311" stroke-width="0.5" stroke-opacity="0.7"/>""");
    }

    private static void AddElements(StringBuilder svg, PageAnalysis analysis)
    {
        foreach (VisualElement element in analysis.Elements)
        {
            BoundingBox box = element.BoundingBox;
            string color = ColorOf(element), label = Escape(Invariant($"{element.ElementType} {element.Label} {element.Confidence:0.00}"));
            Add(svg, $"""<rect x="{box.X:0.##}" y="{box.Y:0.##}" width="{box.Width:0.##}" height="{box.Height:0.##}" fill="{color}" fill-opacity="0.08" stroke="{color}"/>""");
            Add(svg, $"""<text x="{box.X:0.##}" y="{box.Y - 2:0.##}" font-size="7" font-family="sans-serif" fill="{color}" stroke="white" stroke-width="2" paint-order="stroke">{label}</text>""");
        }
    }

    private static void AddStructure(StringBuilder svg, PageAnalysis analysis)
    {
        foreach (VisualElement element in analysis.Elements)
        {
            string color = ColorOf(element);
            switch (element.Content)
            {
                case TableContent table:
                    foreach (TableCell cell in table.Cells)
                        AddBox(svg, cell.BoundingBox, color, cell.IsHeader ? 1 : 0.4);
                    break;
                case DiagramContent diagram:
                    AddGraph(svg, diagram.Nodes, diagram.Edges, color);
                    break;
                case FlowchartContent flowchart:
                    AddGraph(svg, flowchart.Nodes, flowchart.Edges, color);
                    break;
                case FigureContent figure:
                    foreach (FigurePanel panel in figure.Panels)
                        AddBox(svg, panel.BoundingBox, color, 0.6);
                    break;
            }
        }
    }

    private static void AddGraph(StringBuilder svg, IReadOnlyList<DiagramNode> nodes, IReadOnlyList<DiagramEdge> edges, string color)
    {
        var places = new Dictionary<string, BoundingBox>(StringComparer.Ordinal);
        foreach (DiagramNode node in nodes)
        {
            places[node.Id] = node.BoundingBox;
            AddBox(svg, node.BoundingBox, color, 1);
        }

        foreach (DiagramEdge edge in edges)
        {
            if (places.TryGetValue(edge.SourceId, out BoundingBox from) && places.TryGetValue(edge.TargetId, out BoundingBox to))
                AddArrow(svg, (from.CenterX, from.CenterY), (to.CenterX, to.CenterY), color, edge.IsDirected);
        }
    }

    private static void AddRelationships(StringBuilder svg, PageAnalysis analysis)
    {
        ILookup<string, VisualElement> elements = analysis.Elements.ToLookup(element => element.Id, StringComparer.Ordinal);
        foreach (CrossModalRelationship tie in analysis.Relationships)
        {
            if (tie.PageNumber != analysis.Page.Number || elements[tie.ElementId].FirstOrDefault() is not { } element)
                continue;
            AddBox(svg, tie.BoundingBox, ColorOf(element), 0.6);
            AddArrow(svg, (tie.BoundingBox.CenterX, tie.BoundingBox.CenterY), (element.BoundingBox.CenterX, element.BoundingBox.CenterY), ColorOf(element), isDirected: true);
        }
    }

    private static void AddBox(StringBuilder svg, BoundingBox box, string color, double width)
        => Add(svg, $"""<rect x="{box.X:0.##}" y="{box.Y:0.##}" width="{box.Width:0.##}" height="{box.Height:0.##}" fill="none" stroke="{color}" stroke-width="{width:0.##}"/>""");

    private static void AddArrow(StringBuilder svg, (double X, double Y) from, (double X, double Y) to, string color, bool isDirected)
    {
        Add(svg, $"""<line x1="{from.X:0.#}" y1="{from.Y:0.#}" x2="{to.X:0.#}" y2="{to.Y:0.#}" stroke="{color}" stroke-opacity="0.7"/>""");
        if (isDirected)
            Add(svg, $"""<circle cx="{to.X:0.#}" cy="{to.Y:0.#}" r="2.5" fill="{color}"/>""");
    }

    private static void Group(StringBuilder svg, string id, Action content, bool isShown = true)
    {
        if (!isShown)
            return;
        svg.Append(CultureInfo.InvariantCulture, $"<g id=\"{id}\">\n");
        content();
        svg.Append("</g>\n");
    }

    private static string Outline(PagePath path)
    {
        var outline = new StringBuilder();
        (double X, double Y)? end = null;
        foreach (PathSegment segment in path.Segments)
        {
            if (end != (segment.StartX, segment.StartY))
                outline.Append(CultureInfo.InvariantCulture, $"M{segment.StartX:0.##} {segment.StartY:0.##}");
            if (segment.IsCurve)
                outline.Append(CultureInfo.InvariantCulture, $"C{segment.Control1X:0.##} {segment.Control1Y:0.##} {segment.Control2X:0.##} {segment.Control2Y:0.##} {segment.EndX:0.##} {segment.EndY:0.##}");
            else
                outline.Append(CultureInfo.InvariantCulture, $"L{segment.EndX:0.##} {segment.EndY:0.##}");
            end = (segment.EndX, segment.EndY);
        }

        return outline.ToString();
    }

    private static byte[] Png(RasterImage picture)
    {
        using SKImage image = SKImage.FromPixelCopy(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul), picture.Pixels.Span);
        using SKData data = image.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static string ColorOf(VisualElement element) => Colors.GetValueOrDefault(element.ElementType, "#666666");

    private static string Hex(RgbaColor color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";

    private static void Add(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // XML 1.0 has no way to write most control characters.
    private static string Escape(string text) => SecurityElement.Escape(string.Concat(text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character) && character < '\uFFFE')));
}
