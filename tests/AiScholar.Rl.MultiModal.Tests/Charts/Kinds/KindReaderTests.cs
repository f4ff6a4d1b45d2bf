using AiScholar.Rl.Evaluation.Charts.Generated;
using SkiaSharp;

namespace AiScholar.Rl.MultiModal.Tests.Charts;

/// <summary>Drawn charts read back from their pixels.</summary>
[Trait("Category", "Unit")]
public sealed class KindReaderTests
{
    public static TheoryData<string, string> Charts => new(ChartMaker.Kinds.SelectMany(kind => ChartStyle.Tuned.Select(style => (kind, style.Name))));

    [Theory]
    [MemberData(nameof(Charts))]
    public void Read_DrawnChart_FindsItsKind(string kind, string style)
    {
        GeneratedChart chart = ChartMaker.Make(kind, ChartStyle.All.Single(candidate => candidate.Name == style), 2, 0);

        ReadChart? read = Read(chart);

        Assert.NotNull(read);
        Assert.Equal(kind, read.Content.ChartKind);
        Assert.InRange(read.Confidence, 0, 1);
    }

    [Fact]
    public void Read_UprightBars_GivesValuesByCategory()
    {
        GeneratedChart chart = Bars("boxed", [12, 30, 21]);

        ChartContent read = Read(chart)!.Content;

        ChartSeries series = Assert.Single(read.Series);
        Assert.Equal(["Oak", "Pine", "Ash"], read.Axes.Single(axis => axis.Name == "x").Categories);
        Assert.Equal([12, 30, 21], series.Points.Select(point => point.Y), (expected, actual) => Math.Abs(expected - actual) < 0.6);
        Assert.Equal(["Oak", "Pine", "Ash"], series.Points.Select(point => point.Category));
    }

    [Fact]
    public void Read_SameChartTwice_GivesTheSame()
    {
        GeneratedChart chart = ChartMaker.Make(ChartKinds.Line, ChartStyle.Tuned[0], 1, 0);

        Assert.Equal(Points(Read(chart)!), Points(Read(chart)!));
    }

    [Fact]
    public void Read_Cancelled_Stops()
    {
        RasterImage picture = Picture(ChartMaker.Make(ChartKinds.Bar, ChartStyle.Tuned[0], 1, 0));

        Assert.ThrowsAny<OperationCanceledException>(() => RasterChartReader.Read(picture, new ChartOptions(), new CancellationToken(canceled: true)));
    }

    private static GeneratedChart Bars(string style, double[] values) => new()
    {
        Kind = ChartKinds.Bar,
        Style = style,
        Number = 0,
        Width = 560,
        Height = 420,
        FontSize = 14,
        X = TickMaker.Categories(["Oak", "Pine", "Ash"], null),
        Y = TickMaker.Linear(0, 40, 4, '-', false, null),
        Series = [new GeneratedSeries(null, [.. values.Select((value, index) => ((double)index, value))])],
    };

    private static (double, double)[] Points(ReadChart chart) => [.. chart.Content.Series.SelectMany(series => series.Points).Select(point => (point.X, point.Y))];

    private static ReadChart? Read(GeneratedChart chart) => RasterChartReader.Read(Picture(chart), new ChartOptions(), default);

    private static RasterImage Picture(GeneratedChart chart)
    {
        using SKBitmap bitmap = SKBitmap.Decode(ChartFiles.Png(chart), new SKImageInfo(chart.Width, chart.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        return new RasterImage { Width = bitmap.Width, Height = bitmap.Height, Pixels = bitmap.GetPixelSpan().ToArray() };
    }
}
