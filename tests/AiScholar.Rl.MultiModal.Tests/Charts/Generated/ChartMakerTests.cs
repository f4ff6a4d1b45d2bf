using AiScholar.Rl.Evaluation.Charts.Generated;

namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class ChartMakerTests
{
    [Fact]
    public void Make_SameSeed_SameChart()
    {
        foreach (string kind in ChartMaker.Kinds)
            Assert.Equal(ChartFiles.Png(ChartMaker.Make(kind, ChartStyle.HeldOut, 2, 5)), ChartFiles.Png(ChartMaker.Make(kind, ChartStyle.HeldOut, 2, 5)));
    }

    [Fact]
    public void Make_OtherSeed_OtherChart() => Assert.NotEqual(
        ChartFiles.Png(ChartMaker.Make(ChartKinds.Bar, ChartStyle.HeldOut, 2, 5)),
        ChartFiles.Png(ChartMaker.Make(ChartKinds.Bar, ChartStyle.HeldOut, 2, 6)));

    [Fact]
    public void Make_EveryKind_DataLieWithinTheAxes()
    {
        foreach (string kind in ChartMaker.Kinds)
        {
            GeneratedChart chart = ChartMaker.Make(kind, ChartStyle.Tuned[0], 1, 0);
            if (chart.X is not { } x || chart.Y is not { } y)
                continue;
            foreach ((double px, double py) in chart.Series.Where(_ => !chart.IsStacked).SelectMany(series => series.Points))
            {
                Assert.InRange(x.ShareOf(px), -1e-9, 1 + 1e-9);
                Assert.InRange(y.ShareOf(py), -1e-9, 1 + 1e-9);
            }
        }
    }
}
