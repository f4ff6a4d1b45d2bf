using AiScholar.Rl.Core.Tests.Bandits;
using AiScholar.Rl.Core.Tests.Ensembles;

namespace AiScholar.Rl.Core.Tests.Neighbors;

[Trait("Category", "Unit")]
public class NeighborsPolicyTests : PolicyContract
{
    [Fact]
    public void FindNearest_RandomContexts_EqualsSortingThemAll()
    {
        var random = new Random(4);
        var memory = new NeighborMemory(50);
        var all = new List<(float[] Context, float Reward)>();
        for (int i = 0; i < 120; i++)
        {
            // The vectors grow wider as new features appear.
            float[] context = BanditInputs.RandomVector(random, 2 + (i / 40));
            memory.Add(context, i);
            all.Add((context, i));
        }

        float[] query = BanditInputs.RandomVector(random, 3);
        float[] distances = new float[7], rewards = new float[7];
        Assert.Equal(7, memory.FindNearest(query, distances, rewards));

        float[] expected = [.. all.TakeLast(50).OrderBy(item => Distance(item.Context, query)).Take(7).Select(item => item.Reward)];
        Assert.Equal(expected, rewards);
        Assert.Equal(expected.Select(reward => Distance(all[(int)reward].Context, query)), distances.Select(distance => (double)distance), (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void GetProbabilities_ActionNeverTried_IsTried()
    {
        using var policy = new NeighborsPolicy(new NeighborsOptions { Epsilon = 0 });
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        policy.Learn(input, 0, 1, 0.5);

        Assert.Equal([0, 1], BanditInputs.Probabilities(policy, input));
    }

    [Fact]
    public void Learn_MoreThanTheMemory_ForgetsTheOldest()
    {
        using var policy = new NeighborsPolicy(new NeighborsOptions { MemoryPerAction = 5, Alpha = 0, DistanceWeight = 0, Epsilon = 0 });
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        for (int i = 0; i < 10; i++)
            policy.Learn(input, 0, i < 5 ? 1 : 0, 1);
        policy.Learn(input, 1, 0.1, 1);

        Assert.Equal([0, 1], BanditInputs.Probabilities(policy, input));
    }

    [Fact]
    public void Learn_InverseGap_FindsTheBestToo() =>
        Assert.InRange(Regret(new NeighborsPolicy(new NeighborsOptions { Exploration = ExplorationRule.InverseGap }), 1, 2000), 0, 0.15);

    private static double Distance(float[] first, float[] second) =>
        Enumerable.Range(0, Math.Max(first.Length, second.Length)).Sum(i => Math.Pow((i < first.Length ? first[i] : 0) - (i < second.Length ? second[i] : 0), 2));

    protected override IDecisionPolicy Create() => new NeighborsPolicy(new NeighborsOptions());

    protected override long Count(IDecisionPolicy policy) => ((NeighborsPolicy)policy).Count;
}
