namespace AiScholar.Rl.MultiModal.Tests.Charts;

[Trait("Category", "Unit")]
public sealed class AxisFitTests
{
    [Fact]
    public void Fit_OneLabelMisread_IsOutvoted()
    {
        FittedAxis? axis = AxisFit.Fit([Label(100, 0), Label(200, 10), Label(300, 86), Label(400, 30), Label(500, 40)]);

        Assert.NotNull(axis);
        Assert.False(axis.Scale.IsLogarithmic);
        Assert.Equal(4, axis.Labels.Count);
        Assert.Equal(25, axis.Scale.ValueAt(350), 1e-9);
    }

    [Fact]
    public void Fit_SecondReadingAgrees_IsTaken()
    {
        AxisLabel doubtful = new(null, 300, new LabelReading([new LabelCandidate("70", 70, -0.4), new LabelCandidate("20", 20, -1.2)], null));

        FittedAxis? axis = AxisFit.Fit([Label(100, 0), Label(200, 10), doubtful, Label(400, 30)]);

        Assert.Equal(4, axis!.Labels.Count);
    }

    [Fact]
    public void Fit_Decades_AreLogarithmic()
    {
        FittedAxis? axis = AxisFit.Fit([Label(400, 0.1), Label(300, 1), Label(200, 10), Label(100, 100)]);

        Assert.True(axis!.Scale.IsLogarithmic);
        Assert.Equal(Math.Sqrt(10), axis.Scale.ValueAt(250), 1e-6);
        Assert.Equal(250, axis.Scale.PositionOf(Math.Sqrt(10)), 1e-6);
    }

    [Fact]
    public void Fit_LabelsThatSayTheSame_AreNoAxis() => Assert.Null(AxisFit.Fit([Label(100, 1), Label(200, 1), Label(300, 1)]));

    [Fact]
    public void Fit_NoNumbers_IsNoAxis() => Assert.Null(AxisFit.Fit([new AxisLabel(null, 1, LabelReading.None), new AxisLabel(null, 2, LabelReading.None)]));

    private static AxisLabel Label(double position, double value) => new(null, position, new LabelReading([new LabelCandidate("", value, -0.1)], null));
}
