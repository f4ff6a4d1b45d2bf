using AiScholar.Rl.Evaluation.Fusion;

namespace AiScholar.Rl.MultiModal.Tests.Measures;

[Trait("Category", "Unit")]
public sealed class RankStatisticsTests
{
    [Fact]
    public void Ranks_Ties_ShareTheMean()
    {
        double[] ranks = RankStatistics.Ranks([[0.9, 0.1, 0.5], [0.7, 0.2, 0.1], [0, 0, 0]]);

        Assert.Equal([1, 2, 2], ranks);
        Assert.Equal(2 / 3.0, RankStatistics.MeanReciprocal(ranks), 1e-12);
    }

    [Fact]
    public void Interval_FiveSeeds_IsStudents()
    {
        (double mean, double low, double high) = RankStatistics.Interval([1, 2, 3, 4, 5]);

        Assert.Equal(3, mean);
        Assert.Equal(3 - (2.776 * Math.Sqrt(2.5 / 5)), low, 1e-9);
        Assert.Equal(6, low + high, 1e-9);
    }

    [Fact]
    public void Cosine_RareTerms_CountMore()
    {
        var baseline = new TermBaseline(["the film grows", "the film melts", "the packet is lost"]);

        Assert.True(baseline.Cosine("the packet", "a packet") > baseline.Cosine("the packet", "the film"));
        Assert.Equal(1, baseline.Cosine("film grows", "film grows"), 1e-12);
        Assert.Equal(0, baseline.Cosine("", "film"));
    }
}
