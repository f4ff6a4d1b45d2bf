namespace AiScholar.Rl.Abstractions.Tests.Workflows;

[Trait("Category", "Unit")]
public sealed class DurationDistributionTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    public static TheoryData<DurationDistribution, double, double, double> Known => new()
    {
        // Distribution, quantile .25, quantile .9, mean, in hours, by their textbook formulas.
        { DurationDistribution.Uniform(Hour, 5 * Hour), 2, 4.6, 3 },
        { DurationDistribution.Triangular(Hour, 2 * Hour, 5 * Hour), 2, 5 - Math.Sqrt(0.1 * 4 * 3), 8.0 / 3 },
        { DurationDistribution.LogNormal(2 * Hour, 0.5), 2 * Math.Exp(-0.5 * 0.6744897501960817), 2 * Math.Exp(0.5 * 1.2815515655446004), 2 * Math.Exp(0.125) },
        { DurationDistribution.Exponential(2 * Hour), -2 * Math.Log(0.75), -2 * Math.Log(0.1), 2 },
        { DurationDistribution.Normal(10 * Hour, Hour), 10 - 0.6744897501960817, 10 + 1.2815515655446004, 10 },
        { DurationDistribution.Empirical([4 * Hour, Hour, 2 * Hour, 3 * Hour, 5 * Hour]), 2, 4.6, 3 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Quantile_OfEachKind_IsTheTextbooks(DurationDistribution law, double quarter, double nineTenths, double mean)
    {
        Assert.Equal(quarter, law.Quantile(0.25).TotalHours, 6);
        Assert.Equal(nineTenths, law.Quantile(0.9).TotalHours, 6);
        Assert.Equal(mean, law.ExpectedValue().TotalHours, 6);
    }

    [Theory]
    [MemberData(nameof(Known))]
    public void Sample_ManyUniforms_HaveTheMean(DurationDistribution law, double quarter, double nineTenths, double mean)
    {
        double sum = 0, last = -1;
        for (int i = 0; i < 20_000; i++)
        {
            double length = law.Sample((i + 0.5) / 20_000).TotalHours;
            Assert.True(length >= last, "A quantile falls.");
            sum += last = length;
        }

        Assert.True(quarter < nineTenths);
        Assert.Equal(mean, sum / 20_000, 2);
    }

    [Fact]
    public void Normal_CutAtItsMean_IsHalfNormal()
    {
        DurationDistribution law = DurationDistribution.Normal(2 * Hour, Hour, minimum: 2 * Hour);

        Assert.Equal(2, law.Quantile(0).TotalHours, 6);
        Assert.Equal(2 + 0.6744897501960817, law.Quantile(0.5).TotalHours, 6);
        Assert.Equal(2 + Math.Sqrt(2 / Math.PI), law.ExpectedValue().TotalHours, 6);
    }

    public static TheoryData<DurationDistribution> Faulty => new()
    {
        DurationDistribution.Uniform(2 * Hour, Hour), DurationDistribution.Uniform(-Hour, Hour), DurationDistribution.Triangular(Hour, 3 * Hour, 2 * Hour),
        DurationDistribution.LogNormal(TimeSpan.Zero, 1), DurationDistribution.LogNormal(Hour, double.NaN), DurationDistribution.Exponential(TimeSpan.Zero),
        DurationDistribution.Normal(Hour, TimeSpan.Zero), DurationDistribution.Normal(Hour, Hour, 2 * Hour, Hour), DurationDistribution.Empirical([]), DurationDistribution.Empirical([-Hour]),
        new DurationDistribution { Kind = (DurationDistributionKind)99 },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void Quantile_OfFaultyParameters_Throws(DurationDistribution law)
    {
        Assert.NotNull(law.FindFault());
        Assert.Throws<InvalidOperationException>(() => law.Quantile(0.5));
        Assert.Throws<InvalidOperationException>(() => law.ExpectedValue());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void Quantile_OfNoProbability_Throws(double probability) => Assert.Throws<ArgumentOutOfRangeException>(() => DurationDistribution.Exponential(Hour).Quantile(probability));

    [Fact]
    public void Quantile_AtTheEndsOfHeavyTails_StaysFinite()
    {
        Assert.True(DurationDistribution.LogNormal(Hour, 10).Quantile(1) > DurationDistribution.LogNormal(Hour, 10).Quantile(0.99));
        Assert.True(DurationDistribution.Exponential(Hour).Quantile(1) < TimeSpan.FromHours(30));
    }
}
