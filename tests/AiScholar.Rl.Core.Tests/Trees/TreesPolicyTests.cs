using AiScholar.Rl.Core.Tests.Bandits;
using AiScholar.Rl.Core.Tests.Ensembles;

namespace AiScholar.Rl.Core.Tests.Trees;

[Trait("Category", "Unit")]
public class TreesPolicyTests : PolicyContract
{
    [Fact]
    public void Learn_StepInOneOfManyFeatures_SplitsThere()
    {
        var tree = new RewardTree(new TreesOptions { SplitsPerLeaf = 32 }, 1, 2);
        var random = new Random(1);
        for (int i = 0; i < 600; i++)
        {
            float[] x = BanditInputs.RandomVector(random, 10);
            tree.Learn(x, (x[3] > 0.2 ? 1 : 0) + (0.1 * random.NextDouble()));
        }

        Assert.Equal(3, tree.Root.Feature);
        Assert.Equal(0.2, tree.Root.Threshold, 0.25);
        Assert.Equal(1.05, tree.Find([0, 0, 0, 0.9f, 0, 0, 0, 0, 0, 0]).Rewards.Mean, 0.15);
        Assert.Equal(0.05, tree.Find([0, 0, 0, -0.9f, 0, 0, 0, 0, 0, 0]).Rewards.Mean, 0.15);
    }

    [Fact]
    public void Learn_PureNoise_HardlySplits()
    {
        int leaves = 0;
        for (int run = 0; run < 20; run++)
        {
            var tree = new RewardTree(new TreesOptions(), run, 2);
            var random = new Random(run);
            for (int i = 0; i < 300; i++)
                tree.Learn(BanditInputs.RandomVector(random, 5), random.NextDouble());
            leaves += tree.Leaves;
        }

        Assert.InRange(leaves, 20, 60);
    }

    [Fact]
    public void Learn_MuchToLearn_GrowsNoMoreLeavesThanAllowed()
    {
        var tree = new RewardTree(new TreesOptions { MaxLeaves = 7, SplitDelta = 1 }, 1, 2);
        var random = new Random(1);
        for (int i = 0; i < 3000; i++)
        {
            float[] x = BanditInputs.RandomVector(random, 2);
            tree.Learn(x, Math.Sin(9 * x[0]) * x[1]);
        }

        Assert.Equal(7, tree.Leaves);
    }

    [Fact]
    public void Significance_TwoSides_IsTheSquaredTStatistic()
    {
        double[] below = [1, 2, 3, 4], above = [5, 6, 7, 9, 8];
        var test = new TreeTest { Feature = 0, Threshold = 0 };
        foreach (double value in below)
            test.Add([-1], value);
        foreach (double value in above)
            test.Add([1], value);

        double variance = (below.Sum(value => Math.Pow(value - below.Average(), 2)) + above.Sum(value => Math.Pow(value - above.Average(), 2))) / 7;
        double t = (above.Average() - below.Average()) / Math.Sqrt(variance * (0.25 + 0.2));
        Assert.Equal(t * t, test.Significance(4), 9);
        Assert.Equal(0, test.Significance(5));
    }

    [Fact]
    public void Learn_InverseGap_FindsTheBestToo() =>
        Assert.InRange(Regret(new TreesPolicy(new TreesOptions { Exploration = ExplorationRule.InverseGap }), 1, 2000), 0, 0.15);

    protected override IDecisionPolicy Create() => new TreesPolicy(new TreesOptions());

    protected override long Count(IDecisionPolicy policy) => ((TreesPolicy)policy).Count;
}
