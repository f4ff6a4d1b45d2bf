using Microsoft.Extensions.DependencyInjection;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class ScatterPlotTests
{
    private static readonly SKColor Blue = new(40, 80, 220), Orange = new(240, 140, 20);

    [Fact]
    public void Read_TwoColors_PointsLieWithinTwoPercent()
    {
        (double X, double Y, SKColor Color)[] points = Points();

        ReadChart? chart = RasterChartReader.Read(ScatterDraft.Draw(points), new ChartOptions(), TestContext.Current.CancellationToken);

        Assert.NotNull(chart);
        Assert.Equal("scatter", chart.Content.ChartKind);
        Assert.Equal(2, chart.Content.Series.Count);
        AssertSame(points, [.. chart.Content.Series.SelectMany(series => series.Points)], 1);
    }

    [Fact]
    public void Read_MarkersOverlap_EachIsFound()
    {
        (double X, double Y, SKColor Color)[] points = [.. Points(), (20, 0.5, Blue), (20.9, 0.55, Blue), (40, 4.5, Blue), (40.8, 4.42, Orange)];

        ReadChart? chart = RasterChartReader.Read(ScatterDraft.Draw(points), new ChartOptions(), TestContext.Current.CancellationToken);

        AssertSame(points, [.. chart!.Content.Series.SelectMany(series => series.Points)], 1);
    }

    [Fact]
    public async Task ExtractVisualFeaturesAsync_HostsLabelReader_ReadsTheAxes()
    {
        var labels = new BarReader();
        await using ServiceProvider services = new ServiceCollection().AddSingleton<IChartLabelReader>(labels).AddAdvancedRl(rl => rl.AddMultiModal(m => m.AddDefaults())).BuildServiceProvider();
        (double X, double Y, SKColor Color)[] points = Points();
        DocumentSource source = DocumentSource.FromBytes(ScatterDraft.DrawPng(points, Bar));

        VisualFeatures features = await services.GetRequiredService<IDocumentAnalyzer>().ExtractVisualFeaturesAsync(source, new DocumentAnalysisRequest { ElementTypes = [VisualElementType.Chart] }, TestContext.Current.CancellationToken);

        ChartContent chart = Assert.Single(features.Elements.Select(element => element.Content).OfType<ChartContent>());
        AssertSame(points, [.. chart.Series.SelectMany(series => series.Points)], BarReader.Scale);
    }

    private static (double X, double Y, SKColor Color)[] Points()
    {
        var random = new Random(3);
        return [.. Enumerable.Range(0, 24).Select(i => (3 + (44.0 * (i % 6) / 5) + (2 * random.NextDouble()), 1.1 + (i / 6 * 0.9) + (0.4 * random.NextDouble()), i % 2 == 0 ? Blue : Orange))];
    }

    private static void AssertSame((double X, double Y, SKColor Color)[] expected, ChartPoint[] found, double scale)
    {
        Assert.Equal(expected.Length, found.Length);
        Assert.All(expected, point => Assert.Contains(found, other => Math.Abs(other.X - (scale * point.X)) <= scale * 0.02 * 44 && Math.Abs(other.Y - (scale * point.Y)) <= scale * 0.02 * 3.5));
    }

    /// <summary>A label that only the fake reader understands: a bar as wide as the number says.</summary>
    private static void Bar(SKCanvas canvas, int value, float x, float y)
    {
        using var fill = new SKPaint { Color = SKColors.Black };
        int width = 6 + (value >= 10 ? value / 5 : value);
        canvas.DrawRect((float)Math.Round(x) - (width / 2), (float)Math.Round(y) - (value is >= 10 or 0 && y > 415 ? 6 : 4), width, value is >= 10 or 0 && y > 415 ? 12 : 8, fill);
    }

    /// <summary>Reads the bars as numbers a hundred times as large as those they stand for: no reader of digits could.</summary>
    private sealed class BarReader : IChartLabelReader
    {
        public const double Scale = 100;

        public ValueTask<ChartLabel> ReadAsync(RasterImage image, CancellationToken cancellationToken = default)
        {
            int middle = ((image.Height / 2 * image.Width) + (image.Width / 2)) * 4;
            (int width, int height) = (image.Width - 4, image.Height - 4);
            bool isBar = image.Pixels.Span[middle] == 0 && image.Pixels.Span[middle + 1] == 0 && image.Pixels.Span[middle + 2] == 0 && height is 8 or 12;
            double value = height == 12 ? 5 * (width - 6) : width - 6;
            return ValueTask.FromResult(isBar ? new ChartLabel { Text = "bar", Value = Scale * value, Confidence = 0.99 } : new ChartLabel { Text = "" });
        }
    }
}
