using AiScholar.Rl.Evaluation.Charts.Generated;

namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class ChartScoreTests
{
    private static readonly GeneratedAxis Names = TickMaker.Categories(["a", "b"], null);

    private static readonly GeneratedAxis Values = TickMaker.Linear(0, 100, 5, '-', false, null);

    [Fact]
    public void Of_NoChart_IsZero()
    {
        ChartScore score = ChartScore.Of(Bars((0, 50), (1, 80)), null);

        Assert.False(score.IsKindRight);
        Assert.Equal(0, score.F1);
    }

    [Fact]
    public void Of_OtherKind_HasNoRightValue() => Assert.Equal(0, ChartScore.Of(Bars((0, 50), (1, 80)), Read(ChartKinds.Line, (0, 50), (1, 80))).F1);

    [Fact]
    public void Of_ValueBeyondTolerance_CountsHalf()
    {
        ChartScore score = ChartScore.Of(Bars((0, 50), (1, 80)), Read(ChartKinds.Bar, (0, 51.9), (1, 83)));

        Assert.True(score.IsKindRight);
        Assert.Equal(0.5, score.F1, 6);
    }

    [Fact]
    public void Of_MorePointsThanDrawn_CostsPrecision()
    {
        ChartScore score = ChartScore.Of(Bars((0, 50), (1, 80)), Read(ChartKinds.Bar, (0, 50), (1, 80), (1, 20), (0, 10)));

        Assert.Equal(0.5, score.Precision, 6);
        Assert.Equal(1, score.Recall, 6);
    }

    [Fact]
    public void Of_LineReadAtOtherPlaces_IsRightWhereItPasses()
    {
        var drawn = new GeneratedChart { Kind = ChartKinds.Line, Style = "boxed", Number = 0, Width = 1, Height = 1, FontSize = 1, X = Values, Y = Values, Series = [new GeneratedSeries(null, [(0, 0), (50, 50), (100, 100)])] };

        ChartScore along = ChartScore.Of(drawn, Read(ChartKinds.Line, (0, 0), (30, 30), (100, 100)));
        ChartScore off = ChartScore.Of(drawn, Read(ChartKinds.Line, (0, 0), (30, 40), (100, 100)));

        Assert.Equal(1, along.F1, 6);
        Assert.Equal(2.0 / 3, off.Precision, 6);
        Assert.Equal(2.0 / 3, off.Recall, 6);
    }

    private static GeneratedChart Bars(params (double, double)[] points) =>
        new() { Kind = ChartKinds.Bar, Style = "boxed", Number = 0, Width = 1, Height = 1, FontSize = 1, X = Names, Y = Values, Series = [new GeneratedSeries(null, points)] };

    private static ChartContent Read(string kind, params (double X, double Y)[] points) =>
        new() { ChartKind = kind, Series = [new ChartSeries { Points = [.. points.Select(point => new ChartPoint { X = point.X, Y = point.Y })] }] };
}
