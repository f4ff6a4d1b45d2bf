namespace AiScholar.Rl.ResearchAssistant.Tests;

[Trait("Category", "Unit")]
public class LogisticRegressionTests
{
    /// <summary>With one binary column Firth's penalty adds a half to each cell of the table (Heinze and Schemper 2002, section 2).</summary>
    [Theory]
    [InlineData(30, 10, 20, 40)]
    [InlineData(7, 0, 5, 12)]
    [InlineData(0, 9, 9, 0)]
    public void Fit_OneBinaryColumn_IsTheTableWithAHalfInEachCell(int a, int b, int c, int d)
    {
        (DesignMatrix design, double[] outcomes) = Table(a, b, c, d);

        LogisticFit fit = LogisticRegression.Fit(design, outcomes);

        double with = (a + 0.5) / (a + b + 1), without = (c + 0.5) / (c + d + 1);
        Assert.Equal(Math.Log(with / (1 - with) / (without / (1 - without))), fit.Estimates[1], 1e-6);
        Assert.Equal(Math.Log(without / (1 - without)), fit.Estimates[0], 1e-6);
        double variance = (1 / ((a + b) * with * (1 - with))) + (1 / ((c + d) * without * (1 - without)));
        Assert.Equal(Math.Sqrt(variance), fit.StandardError(1), 1e-6);
        (double difference, _) = fit.MarginalEffect(design, 1);
        Assert.Equal(with - without, difference, 1e-9);
    }

    [Fact]
    public void Fit_ManyRows_FindsTheEffectsTheyWereMadeWith()
    {
        var random = new Random(3);
        double[] x = [.. Enumerable.Range(0, 20_000).Select(_ => (random.NextDouble() * 4) + 100)], z = [.. x.Select(_ => random.Next(2) * 1.0)];
        double[] outcomes = [.. x.Select((value, i) => random.NextDouble() < 1 / (1 + Math.Exp(-(-102 + value - (0.7 * z[i])))) ? 1.0 : 0)];
        var design = new DesignMatrix(x.Length);
        design.Add("x", x);
        design.Add("z", z);

        LogisticFit fit = LogisticRegression.Fit(design, outcomes);

        Assert.Equal(1, fit.Estimates[1], 4 * fit.StandardError(1));
        Assert.Equal(-0.7, fit.Estimates[2], 4 * fit.StandardError(2));
        Assert.Equal(-102, fit.Estimates[0], 4 * fit.StandardError(0));
        Assert.InRange(fit.StandardError(2), 0.02, 0.05);
    }

    [Fact]
    public void Fit_ColumnThatOthersMakeUp_IsLeftOut()
    {
        (DesignMatrix design, double[] outcomes) = Table(12, 8, 9, 11);
        int doubled = design.Add("the other way round", [.. design[1].Select(value => 1 - value)]);

        LogisticFit fit = LogisticRegression.Fit(design, outcomes);

        Assert.True(double.IsNaN(fit.Estimates[doubled]));
        Assert.False(double.IsNaN(fit.Estimates[1]));
    }

    [Fact]
    public void Fit_ColumnHeldAtZero_HasNoEffectAndALowerLikelihood()
    {
        (DesignMatrix design, double[] outcomes) = Table(30, 10, 20, 40);

        LogisticFit free = LogisticRegression.Fit(design, outcomes), held = LogisticRegression.Fit(design, outcomes, heldAtZero: 1);

        Assert.Equal(0, held.Estimates[1], 1e-9);
        Assert.True(held.PenalizedLogLikelihood < free.PenalizedLogLikelihood);
        // The signed root of the ratio and Wald's statistic say nearly the same in a table of this size.
        Assert.Equal(free.Z(1), Math.Sqrt(2 * (free.PenalizedLogLikelihood - held.PenalizedLogLikelihood)), 0.3);
    }

    private static (DesignMatrix Design, double[] Outcomes) Table(int a, int b, int c, int d)
    {
        var design = new DesignMatrix(a + b + c + d);
        design.Add("x", [.. Enumerable.Repeat(1.0, a + b), .. Enumerable.Repeat(0.0, c + d)]);
        return (design, [.. Enumerable.Repeat(1.0, a), .. Enumerable.Repeat(0.0, b), .. Enumerable.Repeat(1.0, c), .. Enumerable.Repeat(0.0, d)]);
    }
}
