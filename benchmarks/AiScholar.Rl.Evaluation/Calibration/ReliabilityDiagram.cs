using System.Globalization;
using System.Text;

namespace AiScholar.Rl.Evaluation.Calibration;

/// <summary>Draws the share that was right over the confidence, a dot a bin, its area by how many fall in.</summary>
public static class ReliabilityDiagram
{
    private const int Size = 320;
    private const int Margin = 44;

    /// <summary>The diagram as SVG.</summary>
    public static string Draw(IReadOnlyCollection<ElementSample> samples, string title)
    {
        var svg = new StringBuilder();
        int side = Size + (2 * Margin);
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" font-family="sans-serif" font-size="12"><rect width="{side}" height="{side}" fill="white"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<rect x="{Margin}" y="{Margin}" width="{Size}" height="{Size}" fill="none" stroke="#888"/><line x1="{Margin}" y1="{Margin + Size}" x2="{Margin + Size}" y2="{Margin}" stroke="#bbb" stroke-dasharray="4 4"/>""");
        svg.Append(CultureInfo.InvariantCulture, $"""<text x="{side / 2}" y="24" text-anchor="middle">{title}</text><text x="{side / 2}" y="{side - 6}" text-anchor="middle">confidence</text><text transform="translate(14 {side / 2}) rotate(-90)" text-anchor="middle">share right</text>""");
        for (int tick = 0; tick <= 10; tick += 2)
        {
            double at = Size * tick / 10.0;
            svg.Append(CultureInfo.InvariantCulture, $"""<text x="{Margin + at}" y="{Margin + Size + 16}" text-anchor="middle">{tick / 10.0:0.0}</text><text x="{Margin - 6}" y="{Margin + Size - at + 4}" text-anchor="end">{tick / 10.0:0.0}</text>""");
        }

        foreach (IGrouping<int, ElementSample> bin in samples.GroupBy(Reliability.Bin).OrderBy(bin => bin.Key))
        {
            double x = Margin + (Size * bin.Average(sample => sample.Confidence)), y = Margin + (Size * (1 - bin.Average(sample => sample.IsRight ? 1.0 : 0)));
            svg.Append(CultureInfo.InvariantCulture, $"""<circle cx="{x:0.0}" cy="{y:0.0}" r="{3 + (14 * Math.Sqrt(bin.Count() / (double)samples.Count)):0.0}" fill="#1f77b4" fill-opacity="0.7"><title>{bin.Count()} elements</title></circle>""");
        }

        return svg.Append("</svg>\n").ToString();
    }
}
