using ScottPlot;
using ScottPlot.Plottables;

namespace AiScholar.Rl.Testing;

/// <summary>Draws curves of results: a line a learner, with its interval shaded.</summary>
public static class ExperimentPlot
{
    /// <summary>The curves as an SVG document.</summary>
    /// <param name="results">Results of one environment, such as <see cref="ExperimentReport.In"/> gives.</param>
    /// <param name="style">What to show; null for the regret.</param>
    /// <exception cref="ArgumentException">There is no result, or one lacks the curve.</exception>
    public static string ToSvg(IReadOnlyList<ExperimentResult> results, PlotStyle? style = null)
    {
        style ??= new PlotStyle();
        // A viewer without the font takes another sans-serif; the letters keep their places.
        return Draw(results, style).GetSvgXml(style.Width, style.Height).Replace("font-family=\"Inter\"", "font-family=\"Inter, Helvetica, Arial, sans-serif\"", StringComparison.Ordinal);
    }

    /// <summary>The curves as a PNG image.</summary>
    /// <param name="results">Results of one environment, such as <see cref="ExperimentReport.In"/> gives.</param>
    /// <param name="style">What to show; null for the regret.</param>
    /// <exception cref="ArgumentException">There is no result, or one lacks the curve.</exception>
    public static byte[] ToPng(IReadOnlyList<ExperimentResult> results, PlotStyle? style = null)
    {
        style ??= new PlotStyle();
        return Draw(results, style).GetImageBytes(style.Width, style.Height, ImageFormat.Png);
    }

    private static Plot Draw(IReadOnlyList<ExperimentResult> results, PlotStyle style)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Count == 0)
            throw new ArgumentException("There is no result to draw.", nameof(results));
        PlotFont.Register();
        var plot = new Plot();
        plot.Font.Set(PlotFont.Name);
        foreach (ExperimentResult result in results)
            Add(plot, result, style);
        foreach (int mark in style.Marks)
            plot.Add.VerticalLine(mark, 1, Colors.Gray, LinePattern.Dashed);
        plot.Title(style.Title ?? results[0].Environment);
        plot.XLabel("decisions");
        plot.YLabel(style.Curve.Replace('_', ' '));
        plot.Legend.FontName = PlotFont.Name;
        plot.Legend.Orientation = Orientation.Horizontal;
        plot.ShowLegend(Edge.Bottom);
        plot.Axes.Margins(0.01, 0.05);
        return plot;
    }

    private static void Add(Plot plot, ExperimentResult result, PlotStyle style)
    {
        ExperimentCurve curve = result.Curves.FirstOrDefault(candidate => candidate.Name == style.Curve)
            ?? throw new ArgumentException($"Learner '{result.Learner}' has no curve '{style.Curve}'; it has {string.Join(", ", result.Curves.Select(candidate => candidate.Name))}.", nameof(result));
        double[] steps = [.. curve.Points.Select(point => (double)point.Step)];
        Scatter line = plot.Add.ScatterLine(steps, [.. curve.Points.Select(point => point.Mean)]);
        // Room for a viewer whose own font is wider.
        line.LegendText = result.Learner + "  ";
        line.LineWidth = 2;
        if (!style.ShowIntervals || curve.Points.Any(point => point.LowerBound is null))
            return;
        FillY band = plot.Add.FillY(steps, [.. curve.Points.Select(point => point.LowerBound!.Value)], [.. curve.Points.Select(point => point.UpperBound!.Value)]);
        band.FillColor = line.Color.WithAlpha(0.15);
        band.LineWidth = 0;
        band.MarkerSize = 0;
    }
}
