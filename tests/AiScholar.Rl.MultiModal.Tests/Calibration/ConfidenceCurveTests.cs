namespace AiScholar.Rl.MultiModal.Tests.Calibration;

[Trait("Category", "Unit")]
public sealed class ConfidenceCurveTests
{
    [Theory]
    [InlineData(0, 0.1)]
    [InlineData(0.5, 0.1)]
    [InlineData(0.6, 0.3)]
    [InlineData(0.7, 0.5)]
    [InlineData(0.8, 0.7)]
    [InlineData(1, 0.9)]
    public void Apply_BetweenPlaces_IsLinearAndFlatOutside(double score, double expected)
        => Assert.Equal(expected, new ConfidenceCurve([0.5, 0.7, 0.9], [0.1, 0.5, 0.9]).Apply(score), 12);

    [Fact]
    public void Constructor_FallingProbabilities_IsRejected()
        => Assert.Throws<ArgumentException>(() => new ConfidenceCurve([0.5, 0.7], [0.5, 0.4]));

    [Theory]
    [InlineData(0.7, 0.7)]
    [InlineData(-0.1, 0.5)]
    [InlineData(double.NaN, 0.5)]
    public void Constructor_ScoresThatDoNotRise_IsRejected(double first, double second)
        => Assert.Throws<ArgumentException>(() => new ConfidenceCurve([first, second], [0.5, 0.6]));

    [Fact]
    public void Fit_KnownProbability_IsRecovered()
    {
        // Scores are over-confident: a score s is right with probability s squared.
        var random = new Random(5);
        (double Score, bool IsRight)[] samples = [.. Enumerable.Range(0, 20_000).Select(_ => random.NextDouble()).Select(score => (score, random.NextDouble() < score * score))];

        (double[] scores, double[] probabilities) = ConfidenceCurveFit.Fit(samples);
        var curve = new ConfidenceCurve(scores, probabilities);

        foreach (double score in (double[])[0.1, 0.3, 0.5, 0.7, 0.9])
            Assert.Equal(score * score, curve.Apply(score), 0.04);
    }

    [Fact]
    public void Fit_ScoresThatSayNothing_GivesTheShareOfAll()
    {
        (double[] scores, double[] probabilities) = ConfidenceCurveFit.Fit(Enumerable.Range(0, 400).Select(i => (0.9, i % 4 != 0)));

        Assert.Equal([0.9], scores);
        Assert.Equal(0.75, Assert.Single(probabilities), 0.001);
    }

    [Fact]
    public void Fit_FewRightOnes_StaysBelowCertainty()
    {
        (_, double[] probabilities) = ConfidenceCurveFit.Fit(Enumerable.Range(0, 5).Select(i => (0.5 + (0.1 * i), true)));

        Assert.True(probabilities[^1] < 0.99);
    }

    [Fact]
    public void Fit_NoSample_IsRejected() => Assert.Throws<ArgumentException>(() => ConfidenceCurveFit.Fit([]));

    [Theory]
    [InlineData("table")]
    [InlineData("equation")]
    [InlineData("chart")]
    [InlineData("chart-paths")]
    [InlineData("diagram")]
    public void Apply_BuiltInProcessor_NeverFallsAsTheScoreRises(string processor)
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => ConfidenceCurves.Apply(processor, i / 100.0))];

        Assert.All(values, value => Assert.InRange(value, 0, 1));
        Assert.Equal(values.Order(), values);
        Assert.True(values[0] < values[100] || values.All(value => value > 0.9));
    }

    [Fact]
    public void Apply_ProcessorWithoutCurve_KeepsItsScore() => Assert.Equal(0.37, ConfidenceCurves.Apply("someone-elses", 0.37));
}
