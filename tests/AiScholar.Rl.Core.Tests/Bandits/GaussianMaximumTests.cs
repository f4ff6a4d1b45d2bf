namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public class GaussianMaximumTests
{
    [Fact]
    public void Fill_TwoVariables_EqualsTheClosedForm()
    {
        // P(X > Y) = Phi((m1 - m2) / sqrt(s1^2 + s2^2)).
        double[] probabilities = new double[2];
        foreach ((double mean, double first, double second) in ((double, double, double)[])[(0.3, 1, 1), (1, 0.5, 2), (0.1, 0.01, 0.7), (-2, 1, 0.3)])
        {
            GaussianMaximum.Fill([mean, 0], [first, second], probabilities);

            double expected = MathNet.Numerics.Distributions.Normal.CDF(0, 1, mean / Math.Sqrt((first * first) + (second * second)));
            Assert.Equal(expected, probabilities[0], 5e-3);
            Assert.Equal(1, probabilities.Sum(), 1e-9);
        }
    }

    [Fact]
    public void Fill_ManyVariables_EqualsSimulation()
    {
        double[] means = [0.2, 0.5, 0.45, -0.1, 0.5];
        double[] deviations = [0.4, 0.05, 0.2, 0.6, 0.1];
        double[] probabilities = new double[5];
        GaussianMaximum.Fill(means, deviations, probabilities);

        var random = new Random(1);
        double[] counts = new double[5];
        const int Draws = 200_000;
        for (int draw = 0; draw < Draws; draw++)
        {
            double[] values = [.. means.Select((mean, i) => MathNet.Numerics.Distributions.Normal.Sample(random, mean, deviations[i]))];
            counts[Array.IndexOf(values, values.Max())] += 1.0 / Draws;
        }

        for (int i = 0; i < 5; i++)
            Assert.Equal(counts[i], probabilities[i], 5e-3);
    }

    [Fact]
    public void Fill_EqualVariables_AreEquallyLikely()
    {
        double[] probabilities = new double[3];

        GaussianMaximum.Fill([1, 1, 1], [1e-6, 1e-6, 1e-6], probabilities);
        Assert.All(probabilities, probability => Assert.Equal(1.0 / 3, probability, 1e-9));

        GaussianMaximum.Fill([1, 1, 0], [0, 0, 0], probabilities);
        Assert.Equal([0.5, 0.5, 0], probabilities);
    }
}
