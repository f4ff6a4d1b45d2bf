using System.Security;
using System.Text;
using AiScholar.Rl;

namespace QuickStart;

/// <summary>A page as SVG: its lines and shapes, its words as text where they stand, a coloured box around each element.</summary>
internal static class AnnotatedPage
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

    public static string ToSvg(DocumentPage page, IEnumerable<VisualElement> elements)
    {
        var svg = new StringBuilder();
        svg.AppendLine($"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {page.Width:0.##} {page.Height:0.##}" font-family="Times, serif">""");
        svg.AppendLine("""<rect width="100%" height="100%" fill="white"/>""");
        foreach (PagePath path in page.Paths.Where(path => path.IsStroked || path.IsFilled))
            svg.AppendLine($"""<path d="{Outline(path)}" fill="{(path.IsFilled ? Hex(path.FillColor) : "none")}" stroke="{(path.IsStroked ? Hex(path.StrokeColor) : "none")}" stroke-width="{path.LineWidth:0.##}"/>""");
        foreach (PageWord word in page.Words)
        {
            BoundingBox box = word.BoundingBox;
            double size = word.FontSize > 0 ? word.FontSize : box.Height, baseline = word.Baseline > 0 ? word.Baseline : box.Bottom;
            string turn = word.Rotation == 0 ? $"""textLength="{box.Width:0.##}" lengthAdjust="spacingAndGlyphs" """ : $"""transform="rotate({word.Rotation:0.#} {box.CenterX:0.##} {box.CenterY:0.##})" """;
            svg.AppendLine($"""<text x="{box.Left:0.##}" y="{baseline:0.##}" font-size="{size:0.##}" {turn}>{Escape(word.Text)}</text>""");
        }

        foreach (VisualElement element in elements.Where(element => element.PageNumber == page.Number))
        {
            BoundingBox box = element.BoundingBox;
            string color = Colors.GetValueOrDefault(element.ElementType, "#666666"), label = Escape($"{element.ElementType} {element.Label} {element.Confidence:0.00}");
            svg.AppendLine($"""<rect x="{box.X:0.##}" y="{box.Y:0.##}" width="{box.Width:0.##}" height="{box.Height:0.##}" fill="{color}" fill-opacity="0.08" stroke="{color}"/>""");
            svg.AppendLine($"""<text x="{box.X:0.##}" y="{box.Y - 2:0.##}" font-size="7" font-family="sans-serif" fill="{color}" stroke="white" stroke-width="2" paint-order="stroke">{label}</text>""");
        }

        return svg.AppendLine("</svg>").ToString();
    }

    private static string Outline(PagePath path)
    {
        var outline = new StringBuilder();
        (double X, double Y)? end = null;
        foreach (PathSegment segment in path.Segments)
        {
            if (end != (segment.StartX, segment.StartY))
                outline.Append($"M{segment.StartX:0.##} {segment.StartY:0.##}");
            outline.Append(segment.IsCurve ? $"C{segment.Control1X:0.##} {segment.Control1Y:0.##} {segment.Control2X:0.##} {segment.Control2Y:0.##} {segment.EndX:0.##} {segment.EndY:0.##}" : $"L{segment.EndX:0.##} {segment.EndY:0.##}");
            end = (segment.EndX, segment.EndY);
        }

        return outline.ToString();
    }

    private static string Hex(RgbaColor color) => $"#{color.R:x2}{color.G:x2}{color.B:x2}";

    // XML 1.0 has no way to write most control characters.
    private static string Escape(string text) => SecurityElement.Escape(string.Concat(text.Where(character => !char.IsControl(character) && !char.IsSurrogate(character) && character < '\uFFFE')));
}
