using System.Globalization;
using System.Security;
using System.Text;
using AiScholar.Rl.MultiModal;

namespace AiScholar.Rl.Evaluation.Illustrations;

/// <summary>Draws the values that were read from a chart anew, beside the picture they were read from.</summary>
internal static class ChartDrawing
{
    private const double Left = 34, Bottom = 26, Top = 12, Gap = 14, LineHeight = 7.5;

    private static readonly string[] Colors = ["#555555", "#d55e00", "#0072b2", "#009e73", "#cc79a7", "#e69f00"];

    /// <param name="overlay">The picture, an SVG of the region.</param>
    /// <param name="region">Where it stands on the page.</param>
    /// <param name="chart">What was read.</param>
    public static string Beside(string overlay, BoundingBox region, ChartContent chart)
    {
        var svg = new StringBuilder();
        double width = region.Width, height = region.Height;
        Add(svg, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {(2 * width) + Gap:0.##} {height:0.##}" font-family="sans-serif" font-size="7">""");
        Add(svg, $"""<rect width="100%" height="100%" fill="white"/>""");
        svg.Append(overlay.Replace("<svg ", string.Create(CultureInfo.InvariantCulture, $"<svg width=\"{width:0.##}\" height=\"{height:0.##}\" "), StringComparison.Ordinal));
        Add(svg, $"""<g transform="translate({width + Gap:0.##} 0)">""");
        Draw(svg, chart, width, height);
        return svg.Append("</g>\n</svg>\n").ToString();
    }

    private static void Draw(StringBuilder svg, ChartContent chart, double width, double height)
    {
        ChartPoint[] all = [.. chart.Series.SelectMany(series => series.Points)];
        if (all.Length == 0)
            return;
        (double left, double right) = Range(chart, "x", all.Select(point => point.X));
        (double low, double high) = Range(chart, "y", all.Select(point => point.Y));
        double X(double value) => Left + ((value - left) / (right - left) * (width - Left - 8));
        double Y(double value) => height - Bottom - ((value - low) / (high - low) * (height - Bottom - Top));
        Add(svg, $"""<path d="M{Left} {Top}V{height - Bottom:0.##}H{width - 8:0.##}" fill="none" stroke="black" stroke-width="0.6"/>""");
        foreach (double share in (double[])[0, 0.25, 0.5, 0.75, 1])
        {
            (double x, double y) = (left + (share * (right - left)), low + (share * (high - low)));
            Add(svg, $"""<text x="{X(x):0.##}" y="{height - Bottom + 9:0.##}" text-anchor="middle">{x:G4}</text>""");
            Add(svg, $"""<text x="{Left - 4}" y="{Y(y) + 2.5:0.##}" text-anchor="end">{y:G3}</text>""");
        }

        for (int i = 0; i < chart.Series.Count; i++)
        {
            ChartSeries series = chart.Series[i];
            string color = Colors[i % Colors.Length];
            if (series.Points.Count == 0)
                continue;
            if (chart.ChartKind is ChartKinds.Line or ChartKinds.Area)
                Add(svg, $"""<polyline points="{string.Join(' ', series.Points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point.X):0.#},{Y(point.Y):0.#}")))}" fill="none" stroke="{color}"/>""");
            foreach (ChartPoint point in series.Points)
                Add(svg, $"""<circle cx="{X(point.X):0.#}" cy="{Y(point.Y):0.#}" r="1.6" fill="{color}"/>""");
        }

        // Names stand at the ends of their series, from the top down, each below the one before.
        double free = 0;
        foreach ((int index, ChartSeries series) in chart.Series.Index().Where(entry => entry.Item.Points.Count > 0).OrderBy(entry => Y(entry.Item.Points[^1].Y)))
        {
            free = Math.Max(free, Y(series.Points[^1].Y) - 4);
            Add(svg, $"""<text x="{X(series.Points[^1].X) - 2:0.#}" y="{free:0.#}" text-anchor="end" fill="{Colors[index % Colors.Length]}">{SecurityElement.Escape(series.Name ?? $"series {index + 1}")}</text>""");
            free += LineHeight;
        }
    }

    private static (double Low, double High) Range(ChartContent chart, string axis, IEnumerable<double> values)
    {
        ChartAxis? named = chart.Axes.FirstOrDefault(candidate => candidate.Name == axis);
        (double low, double high) = (named?.Minimum ?? values.Min(), named?.Maximum ?? values.Max());
        return high > low ? (low, high) : (low - 1, low + 1);
    }

    private static void Add(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
