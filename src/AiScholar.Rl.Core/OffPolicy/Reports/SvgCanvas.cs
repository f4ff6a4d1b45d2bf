using System.Globalization;
using System.Security;
using System.Text;

namespace AiScholar.Rl.Core;

/// <summary>Writes a self-contained SVG: no scripts, no fonts, no references.</summary>
internal sealed class SvgCanvas
{
    private readonly StringBuilder _text = new();

    public SvgCanvas(int width, int height, string title)
    {
        Raw($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" font-family=\"sans-serif\" font-size=\"12\" role=\"img\">\n");
        Raw($"<title>{Escape(title)}</title>\n<rect width=\"{width}\" height=\"{height}\" fill=\"#ffffff\"/>\n");
        Text(width / 2.0, 20, title, "middle", "#222222", 14);
    }

    public void Line(double x1, double y1, double x2, double y2, string color, double width = 1) =>
        Raw($"<line x1=\"{x1:F1}\" y1=\"{y1:F1}\" x2=\"{x2:F1}\" y2=\"{y2:F1}\" stroke=\"{color}\" stroke-width=\"{width:F1}\"/>\n");

    public void Dot(double x, double y, string color) => Raw($"<circle cx=\"{x:F1}\" cy=\"{y:F1}\" r=\"4\" fill=\"{color}\"/>\n");

    public void Path(IEnumerable<(double X, double Y)> points, string color) =>
        Raw($"<polyline points=\"{string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")))}\" fill=\"none\" stroke=\"{color}\" stroke-width=\"2\"/>\n");

    public void Text(double x, double y, string text, string anchor = "start", string color = "#222222", int size = 12) =>
        Raw($"<text x=\"{x:F1}\" y=\"{y:F1}\" text-anchor=\"{anchor}\" fill=\"{color}\" font-size=\"{size}\">{Escape(text)}</text>\n");

    public override string ToString() => _text + "</svg>\n";

    private void Raw(FormattableString text) => _text.Append(text.ToString(CultureInfo.InvariantCulture));

    private static string Escape(string text) => SecurityElement.Escape(new string([.. text.Select(character => char.IsControl(character) || char.IsSurrogate(character) ? ' ' : character)]));
}
