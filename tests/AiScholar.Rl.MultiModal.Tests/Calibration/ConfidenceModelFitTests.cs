namespace AiScholar.Rl.MultiModal.Tests.Calibration;

[Trait("Category", "Unit")]
public sealed class ConfidenceModelFitTests
{
    private static readonly string[] Names = ["axes", "marks"];

    [Fact]
    public void Fit_KnownModel_IsRecovered()
    {
        var random = new Random(5);
        var truth = new ConfidenceModel(-2, [KeyValuePair.Create("axes", 3.0), KeyValuePair.Create("marks", 1.0)]);
        var samples = new List<(string, IReadOnlyDictionary<string, double>, bool)>();
        for (int i = 0; i < 20_000; i++)
        {
            var evidence = new Dictionary<string, double> { ["axes"] = random.NextDouble(), ["marks"] = random.NextDouble() };
            samples.Add(($"{i}", evidence, random.NextDouble() < truth.Apply(evidence)));
        }

        (double bias, double[] weights) = ConfidenceModelFit.Fit(Names, 0, [1, 1], samples);

        Assert.Equal(-2, bias, 0.15);
        Assert.Equal(3, weights[0], 0.15);
        Assert.Equal(1, weights[1], 0.15);
    }

    [Fact]
    public void Fit_NoSample_IsThePrior()
    {
        (double bias, double[] weights) = ConfidenceModelFit.Fit(Names, -1, [2, 0.5], []);

        Assert.Equal((-1, 2, 0.5), (bias, weights[0], weights[1]));
    }

    [Fact]
    public void Fit_FewRightOnes_StaysBelowCertainty()
    {
        (double bias, double[] weights) = ConfidenceModelFit.Fit(Names, 1, [1, 1], [.. Enumerable.Range(0, 20).Select(i => Sample($"{i}", 1, true))]);

        Assert.InRange(new ConfidenceModel(bias, Names.Zip(weights, KeyValuePair.Create)).Apply(new Dictionary<string, double>()), 0.95, 0.995);
    }

    [Fact]
    public void Fit_EvidenceThatSpeaksAgainst_GetsNoWeight()
    {
        (_, double[] weights) = ConfidenceModelFit.Fit(Names, 0, [0.1, 0.1], [.. Enumerable.Range(0, 400).Select(i => Sample($"{i}", i % 2, i % 2 == 0))]);

        Assert.Equal(0, weights[0]);
    }

    [Fact]
    public void Fit_OneBadDocument_WeighsNoMoreThanAFewElements()
    {
        (double many, _) = ConfidenceModelFit.Fit([], 2, [], [.. Enumerable.Range(0, 500).Select(_ => Sample("bad", 1, false))]);
        (double few, _) = ConfidenceModelFit.Fit([], 2, [], [.. Enumerable.Range(0, 5).Select(_ => Sample("bad", 1, false))]);

        Assert.Equal(few, many, 6);
    }

    private static (string Document, IReadOnlyDictionary<string, double> Evidence, bool IsRight) Sample(string document, double axes, bool isRight) =>
        (document, new Dictionary<string, double> { ["axes"] = axes, ["marks"] = 1 }, isRight);
}
