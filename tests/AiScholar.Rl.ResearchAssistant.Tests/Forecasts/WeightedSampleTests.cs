namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public sealed class WeightedSampleTests
{
    [Fact]
    public void Cdf_RandomSample_IsTheSumOfWeights()
    {
        var random = new Random(1);
        (float Seconds, int Id)[] observations = [.. Enumerable.Range(0, 300).Select(_ => random.Next(100)).Select(id => ((float)(id / 3), id))];
        double[] weights = [.. observations.Select(_ => 0.1 + random.NextDouble())];
        var pairs = observations.Zip(weights).ToArray();
        double total = weights.Sum();
        double[] joined = [.. pairs.GroupBy(pair => pair.First.Id).Select(group => group.Sum(pair => pair.Second))];

        WeightedSample sample = WeightedSample.Create([.. observations.Select(pair => WeightedSample.Key(pair.Seconds, pair.Id))], [.. weights]);

        Assert.Equal(pairs.Sum(pair => pair.First.Seconds * pair.Second) / total, sample.Mean(), 1e-9);
        Assert.Equal(total * total / joined.Sum(weight => weight * weight), sample.EffectiveCount, 1e-6);
        for (double x = -1; x < 40; x += 0.5)
        {
            Assert.Equal(pairs.Where(pair => pair.First.Seconds <= x).Sum(pair => pair.Second) / total, sample.Cdf(x), 1e-9);
            Assert.Equal(pairs.Where(pair => pair.First.Seconds < x).Sum(pair => pair.Second) / total, sample.Cdf(x, below: true), 1e-9);
            if (sample.Beyond(x) is not { } beyond)
            {
                Assert.True(x >= pairs.Max(pair => pair.First.Seconds));
                continue;
            }

            double left = pairs.Where(pair => pair.First.Seconds > x).Sum(pair => pair.Second);
            Assert.Equal(pairs.Where(pair => pair.First.Seconds > x && pair.First.Seconds <= x + 5).Sum(pair => pair.Second) / left, beyond.Cdf(5), 1e-9);
        }

        foreach (double level in (double[])[0.01, 0.1, 0.5, 0.9, 1])
        {
            double quantile = sample.Quantile(level);
            Assert.True(sample.Cdf(quantile) >= level - 1e-9 && sample.Cdf(quantile, below: true) < level);
        }
    }

    [Fact]
    public void Level_OutcomesFallLow_IsLowered()
    {
        var calibration = new QuantileCalibration();
        WeightedSample sample = WeightedSample.Create([.. Enumerable.Range(0, 100).Select(value => WeightedSample.Key(value, value))], [.. Enumerable.Repeat(1.0, 100)]);
        var random = new Random(2);
        Assert.Equal(0.5, calibration.Level(0.5), 1e-6);
        for (int i = 0; i < 4000; i++)
            calibration.Add(sample, random.Next(50));

        Assert.InRange(calibration.Level(0.5), 0.24, 0.28);
        Assert.InRange(calibration.Probability(0.25), 0.46, 0.52);
        Assert.InRange(calibration.Probability(0.5), 0.97, 1);
    }

    [Fact]
    public void Grow_StepsInAColumn_AreFound()
    {
        var random = new Random(3);
        MomentExample[] examples = [.. Enumerable.Range(0, 600).Select(i =>
        {
            float x = random.NextSingle();
            return new MomentExample(i / 2, new Moment([0, 1], [x, random.NextSingle()]), x < 0.3f ? 10 : x < 0.7f ? 20 : 30);
        })];

        RemainingForest forest = RemainingForest.Grow(examples, 20, 5, 1);

        foreach ((float x, double seconds) in ((float, double)[])[(0.1f, 10), (0.5f, 20), (0.9f, 30)])
            Assert.Equal(seconds, forest.At(new Moment([0, 1], [x, 0.5f])).Quantile(0.5));
    }
}
