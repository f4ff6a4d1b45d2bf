namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class EstimateIntervalTests
{
    [Fact]
    public void EmpiricalBernstein_OfMean_EqualsThePaper()
    {
        double[] terms = [0.2, 0.9, 0.4, 0.1, 0.7];
        double mean = 0.46, variance = terms.Sum(term => (term - mean) * (term - mean)) / 4, log = Math.Log(4 / 0.1);
        double margin = Math.Sqrt(2 * variance * log / 5) + (7 * 20 * log / 12);

        (double lower, double upper) = EmpiricalBernsteinInterval.OfMean(terms, -10, 10, 0.1);

        Assert.Equal(Math.Max(-10, mean - margin), lower, 1e-12);
        Assert.Equal(Math.Min(10, mean + margin), upper, 1e-12);
    }

    [Fact]
    public void ConfidenceSequence_OfOneTerm_EqualsThePaper()
    {
        double bet = Math.Min(0.5, Math.Sqrt(2 * Math.Log(2 / 0.05) / (0.25 * Math.Log(2))));
        double penalty = 4 * 0.25 * 0.25 * ((-Math.Log(1 - bet) - bet) / 4), margin = (Math.Log(40) + penalty) / bet;

        (double lower, double upper) = ConfidenceSequenceInterval.OfMean([0.75], 0, 1, 0.05);

        Assert.Equal(Math.Max(0, 0.75 - margin), lower, 1e-12);
        Assert.Equal(Math.Min(1, 0.75 + margin), upper, 1e-12);
    }

    [Fact]
    public void ConfidenceSequence_LookedAtAfterEveryEvent_SeldomEverMisses()
    {
        int missed = 0;
        for (int seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            double[] terms = [.. Enumerable.Range(0, 600).Select(_ => random.NextDouble() < 0.3 ? 1.0 : 0)];
            bool ever = false;
            for (int count = 20; count <= terms.Length; count += 20)
            {
                (double lower, double upper) = ConfidenceSequenceInterval.OfMean(terms.AsSpan(0, count), 0, 1, 0.05);
                ever |= lower > 0.3 || upper < 0.3;
            }

            missed += ever ? 1 : 0;
        }

        Assert.InRange(missed, 0, 10);
    }

    [Fact]
    public void Exact_OfAConstantRatio_HoldsTheRatio()
    {
        var terms = new EstimatorTerms { Numerators = [.. Enumerable.Repeat(0.6, 4000)], Denominators = [.. Enumerable.Repeat(1.0, 4000)], Range = (0, 1), LargestDenominator = 2 };

        (double lower, double upper) = ExactInterval.Of(terms, 0.05, EmpiricalBernsteinInterval.OfMean);

        Assert.InRange(lower, 0.55, 0.6);
        Assert.InRange(upper, 0.6, 0.65);
    }

    [Theory]
    [InlineData(OffPolicyInterval.EmpiricalBernstein)]
    [InlineData(OffPolicyInterval.ConfidenceSequence)]
    public void Evaluate_ExactInterval_IsWiderThanTheNormalAndHoldsTheTruth(OffPolicyInterval interval)
    {
        LoggedDecision[] log = OffPolicyLogs.Simulate(2000, 21);
        Dictionary<string, OffPolicyEstimate> normal = OffPolicyEvaluator.Evaluate(log, OffPolicyLogs.Soft).ToDictionary(estimate => estimate.Estimator);

        foreach (OffPolicyEstimate estimate in OffPolicyEvaluator.Evaluate(log, OffPolicyLogs.Soft, new OffPolicyOptions { Interval = interval, Estimators = ["ips", "snips", "dr", "mrdr"] }))
        {
            Assert.InRange(0.56, estimate.LowerBound, estimate.UpperBound);
            Assert.True(estimate.UpperBound - estimate.LowerBound > normal[estimate.Estimator].UpperBound - normal[estimate.Estimator].LowerBound, estimate.Estimator);
            Assert.Equal(interval, estimate.Interval);
        }
    }

    [Theory]
    [InlineData("sndr")]
    [InlineData("dm")]
    [InlineData("switch-dr")]
    [InlineData("dros")]
    [InlineData("clipped-ips")]
    public void Evaluate_ConfidenceSequenceOfWhatMoves_IsRefused(string estimator) =>
        Assert.Contains("confidence sequence", OffPolicyEvaluator.Evaluate(OffPolicyLogs.Simulate(500, 22), OffPolicyLogs.Soft, new OffPolicyOptions { Interval = OffPolicyInterval.ConfidenceSequence })
            .Single(estimate => estimate.Estimator == estimator).RefusalReason, StringComparison.Ordinal);

    [Fact]
    public void BootstrapCorrected_SkewedTerms_LiesHigherThanThePercentiles()
    {
        var random = new Random(23);
        EstimatorTerms terms = EstimatorTerms.Mean([.. Enumerable.Range(0, 60).Select(_ => Math.Exp(1.5 * MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, random.NextDouble())))], 0, 1000);

        (double lower, double upper) = BootstrapInterval.Of([terms], new OffPolicyOptions { Interval = OffPolicyInterval.Bootstrap, BootstrapSamples = 2000 })[0];
        (double correctedLower, double correctedUpper) = BootstrapInterval.Of([terms], new OffPolicyOptions { Interval = OffPolicyInterval.BootstrapCorrected, BootstrapSamples = 2000 })[0];

        Assert.True(correctedLower > lower && correctedUpper > upper, $"[{correctedLower}, {correctedUpper}] against [{lower}, {upper}]");
    }

    [Fact]
    public void Influences_OfARatio_AreWhatLeavingAnEventOutChanges()
    {
        var terms = new EstimatorTerms { Base = [0.1, 0.5, 0.3], Numerators = [1, 0.2, 0.5], Denominators = [2, 1, 1.5], Range = (0, 1) };
        double[] influences = terms.Influences();
        double total = 4.5, ratio = 1.7 / total;

        Assert.Equal(0, influences.Sum(), 1e-12);
        Assert.Equal((3 / total * (1 - (ratio * 2))) + 0.1 - 0.3, influences[0], 1e-12);
    }
}
