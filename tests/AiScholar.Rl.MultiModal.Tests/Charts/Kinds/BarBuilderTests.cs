namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class BarBuilderTests
{
    [Fact]
    public void Build_StackedBars_GivesEachPartItsOwnValue()
    {
        ChartContent? chart = BarBuilder.Build(Scene(Names()), [Bar(10, 60, 100, 0), Bar(10, 30, 60, 1), Bar(60, 50, 100, 0), Bar(60, 45, 50, 1)], 1);

        Assert.Equal(ChartKinds.Bar, chart?.ChartKind);
        Assert.Equal([40, 50], chart!.Series[0].Points.Select(point => point.Y));
        Assert.Equal([30, 5], chart.Series[1].Points.Select(point => point.Y));
    }

    [Fact]
    public void Build_BarsBelowTheBase_AreNegative()
    {
        ChartScene scene = Scene(Names()) with { Y = new SceneAxis(new AxisScale { Slope = -1, Intercept = 80, Confidence = 1 }, default) };

        ChartContent? chart = BarBuilder.Build(scene, [Bar(10, 60, 80, 0), Bar(60, 80, 95, 0), Bar(100, 80, 90, 0)], 1);

        Assert.Equal([20, -15, -10], chart!.Series[0].Points.Select(point => point.Y));
    }

    [Fact]
    public void Build_AbuttingBarsOnNumbers_AreAHistogram()
    {
        SceneRectangle[] bins = [.. Enumerable.Range(0, 6).Select(i => Bar(10 + (i * 20), 90 - (i * 7), 100, 0, 20))];

        ChartContent? chart = BarBuilder.Build(Scene(Numbers()), bins, 1);

        Assert.Equal(ChartKinds.Histogram, chart?.ChartKind);
        Assert.Equal(20, chart!.Series[0].Points[0].X, 6);
        Assert.Equal(20, chart.Series[0].Points[0].Width!.Value, 6);
        Assert.Equal(10, chart.Series[0].Points[0].Y, 6);
    }

    [Fact]
    public void Build_ScatteredSquares_AreNoBars()
    {
        SceneRectangle[] squares = [.. Enumerable.Range(0, 12).Select(i => Bar(10 + (i * 11), 10 + (i * 37 % 71), 16 + (i * 37 % 71), 0, 6))];

        Assert.Null(BarBuilder.Build(Scene(Numbers()), squares, 1));
    }

    private static SceneRectangle Bar(double left, double top, double bottom, int color, double width = 30) => new(BoundingBox.FromEdges(left, top, left + width, bottom), color);

    private static ChartScene Scene(SceneAxis x) => new()
    {
        Area = new BoundingBox(0, 0, 150, 100),
        X = x,
        Y = new SceneAxis(new AxisScale { Slope = -1, Intercept = 100, Confidence = 1 }, default),
        Names = [],
    };

    private static SceneAxis Names() => new(new AxisScale { Slope = 1, Intercept = 0, Confidence = 1, Categories = [("a", 25), ("b", 75), ("c", 115)] }, default);

    private static SceneAxis Numbers() => new(new AxisScale { Slope = 1, Intercept = 0, Confidence = 1 }, default);
}
