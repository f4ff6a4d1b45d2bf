namespace AiScholar.Rl.Core.Tests.Continuous;

[Trait("Category", "Unit")]
public class ContinuousEvaluatorTests
{
    [Fact]
    public void Evaluate_FourEvents_EqualsTheSumByHand()
    {
        ContinuousEvent[] log =
        [
            new(Context(0), 0.45, 1, 1), // weight 1 / 0.2
            new(Context(0), 0.55, 2, 0.5), // weight 1 / 0.4
            new(Context(0), 0.9, 1, 8), // outside the band
            new(Context(1), 0.95, 1, 2), // at the edge the band is half as wide: weight 1 / 0.1
        ];

        ContinuousEstimate estimate = ContinuousEvaluator.Evaluate(log, context => context.Values.Span[0] == 0 ? 0.5 : 1, 0.1);

        double[] weights = [5, 2.5, 0, 10], rewards = [1, 0.5, 8, 2];
        double value = weights.Zip(rewards, (weight, reward) => weight * reward).Sum() / 4;
        Assert.Equal(value, estimate.Value, 9);
        Assert.Equal(value * 4 / weights.Sum(), estimate.SelfNormalizedValue, 9);
        Assert.Equal(weights.Sum() * weights.Sum() / weights.Sum(weight => weight * weight), estimate.EffectiveSampleSize, 9);
        Assert.Equal(10, estimate.LargestWeight, 9);
        double variance = weights.Zip(rewards, (weight, reward) => Math.Pow((weight * reward) - value, 2)).Sum() / 3;
        Assert.Equal(Math.Sqrt(variance / 4), estimate.StandardError, 9);
    }

    [Fact]
    public void Evaluate_KnownReward_FindsTheSmoothedPolicysValue()
    {
        var random = new Random(3);
        var log = new List<ContinuousEvent>();
        for (int i = 0; i < 20_000; i++)
        {
            double action = random.NextDouble();
            log.Add(new ContinuousEvent(Context(0), action, 1, 1 - Math.Abs(action - 0.4) + (0.1 * random.NextDouble())));
        }

        // Over [0.3, 0.5] the mean of 1 - |a - 0.4| is 0.95.
        ContinuousEstimate estimate = ContinuousEvaluator.Evaluate(log, _ => 0.4, 0.1);

        Assert.InRange(estimate.Value, 1 - (4 * estimate.StandardError), 1 + (4 * estimate.StandardError));
        Assert.Equal(1, estimate.SelfNormalizedValue, 0.01);
    }

    [Fact]
    public void Evaluate_NothingLogged_IsRefused() => Assert.Throws<ArgumentException>(() => ContinuousEvaluator.Evaluate([], _ => 0.5, 0.1));

    [Theory]
    [InlineData(0.5, 0, 1)]
    [InlineData(2, 1, 1)]
    [InlineData(0.5, 1, double.NaN)]
    public void Evaluate_EventUnusable_IsRefused(double action, double density, double reward)
    {
        var exception = Assert.Throws<PersonalizationException>(() => ContinuousEvaluator.Evaluate([new ContinuousEvent(Context(0), action, density, reward)], _ => 0.5, 0.1));

        Assert.Equal(AdvancedRlErrorCode.DecisionInvalid, exception.ErrorCode);
    }

    private static FeatureVector Context(float value) => new(new[] { value });
}
