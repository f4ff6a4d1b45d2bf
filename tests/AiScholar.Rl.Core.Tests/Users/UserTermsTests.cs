using AiScholar.Rl.Core.Tests.Bandits;

namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public class UserTermsTests
{
    /// <summary>The posterior as the textbook writes it: means and variances, the prior kept apart.</summary>
    [Fact]
    public void Update_Sequence_EqualsAssumedDensityFilteringOnMeansAndVariances()
    {
        const int Width = 4;
        var random = new Random(5);
        double[] population = [0.3, -0.2, 0.5, 0.1, 0];
        double[] tau = [0.2, 0.4, 0.1, 0.3, 0.7];
        double[] mean = [.. population], variance = [.. tau];
        var evidence = new UserEvidence("a");
        var terms = new UserTerms();
        var x = new BanditVector();
        for (int step = 0; step < 60; step++)
        {
            x.Load(new FeatureVector(BanditInputs.RandomVector(random, Width)), 100);
            double reward = random.NextDouble();
            terms.Load(x, 1, tau, 0);
            terms.LoadPopulation(x, population);
            terms.LoadUser(x, evidence);
            (double predicted, double spread) = terms.Combine();

            double expected = 0, expectedSpread = 0;
            for (int j = 0; j <= Width; j++)
                (expected, expectedSpread) = (expected + (x.Dense[j] * mean[j]), expectedSpread + (x.Dense[j] * x.Dense[j] * variance[j]));
            Assert.Equal(expected, predicted, 4);
            Assert.Equal(expectedSpread, spread, 4);

            Assert.True(terms.Update(reward - predicted, 1, spread));
            evidence.Scatter(x, terms.Precision, terms.Evidence);
            for (int j = 0; j <= Width; j++)
            {
                double gain = variance[j] * x.Dense[j] / (1 + expectedSpread);
                (mean[j], variance[j]) = (mean[j] + (gain * (reward - expected)), variance[j] - (gain * variance[j] * x.Dense[j]));
            }
        }
    }

    [Fact]
    public void Combine_NothingKnownOfTheUser_IsThePopulation()
    {
        var x = new BanditVector();
        x.Load(new FeatureVector(new float[] { 2, -1 }), 10);
        var terms = new UserTerms();
        double variance = terms.Load(x, 1, [0.1, 0.2], 0.5);
        terms.LoadPopulation(x, [1, 2, 3]);
        terms.LoadUser(x, null);

        (double mean, double spread) = terms.Combine();

        Assert.Equal(1 + 4 - 3, mean, 12);
        Assert.Equal(0.1 + (4 * 0.2) + 0.5, spread, 12);
        Assert.Equal(spread, variance, 12);
    }

    [Fact]
    public void PopulationVariance_DenseAndSparse_IsTheQuadraticForm()
    {
        var random = new Random(2);
        var p = new InverseGram(2);
        p.Grow(13);
        double[] y = new double[16];
        var seen = new BanditVector();
        for (int i = 0; i < 30; i++)
        {
            seen.Load(new FeatureVector(BanditInputs.RandomVector(random, 12)), 100);
            p.Multiply(seen, y);
            p.Update(y, 1 / (1 + seen.Dot(y, y.Length)));
        }

        float[] full = new float[12];
        (full[2], full[7]) = (0.5f, -1.5f);
        var dense = new BanditVector();
        dense.Load(new FeatureVector(full), 100);
        var sparse = new BanditVector();
        sparse.Load(new FeatureVector(new float[] { 0.5f, -1.5f }, new[] { 2, 7 }, 12), 100);
        Assert.True(sparse.IsSparse);

        Assert.Equal(Variance(dense), Variance(sparse), 12);
        Assert.Equal(p.Quadratic(dense), Variance(dense), 12);

        double Variance(BanditVector x)
        {
            var terms = new UserTerms();
            terms.Load(x, 1, [], 0.3);
            terms.LoadPopulation(x, []);
            terms.LoadUser(x, null);
            terms.Combine();
            return terms.PopulationVariance(x, p, 1, 0.5);
        }
    }
}
