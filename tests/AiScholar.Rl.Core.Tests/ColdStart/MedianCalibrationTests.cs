namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class MedianCalibrationTests
{
    [Fact]
    public void Fit_SkewedAnswers_MovesForecastsToTheMedianAndLowersAbsoluteError()
    {
        var random = new Random(1);
        (double, double)[] pairs = [.. Enumerable.Range(0, 4000).Select(_ => random.NextDouble() * 2).Select(x => (x, x + (random.NextDouble() < 0.3 ? -1.0 : 3.0 / 7)))];

        var calibration = MedianCalibration.Fit(pairs);

        Assert.Equal(1 + (3.0 / 7), calibration.Apply(1), 0.08);
        Assert.True(pairs.Average(pair => Math.Abs(calibration.Apply(pair.Item1) - pair.Item2)) < 0.95 * pairs.Average(pair => Math.Abs(pair.Item1 - pair.Item2)));
    }

    [Fact]
    public void Apply_AnyFit_IsStrictlyIncreasing()
    {
        var random = new Random(2);
        var calibration = MedianCalibration.Fit([.. Enumerable.Range(0, 1000).Select(_ => (random.NextDouble(), Math.Round(random.NextDouble() * 4)))]);

        double[] outputs = [.. Enumerable.Range(-50, 200).Select(i => calibration.Apply(i / 100.0))];

        Assert.All(outputs.Zip(outputs.Skip(1)), pair => Assert.True(pair.Second > pair.First));
    }

    [Fact]
    public void Fit_FewPairs_ChangesNothing() => Assert.Equal(0.37, MedianCalibration.Fit([(0, 1), (1, 0)]).Apply(0.37));
}
