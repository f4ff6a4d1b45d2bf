using AiScholar.Rl.Core.Tests.Bandits;

namespace AiScholar.Rl.Core.Tests.Ensembles;

[Trait("Category", "Unit")]
public class OnlineBaggingPolicyTests : PolicyContract
{
    [Fact]
    public void GetProbabilities_MembersDisagree_IsTheirShareMixedWithTheFloor()
    {
        using var policy = new OnlineBaggingPolicy(new OnlineBaggingOptions { Members = 20, Epsilon = 0.2 });
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        for (int i = 0; i < 6; i++)
            policy.Learn(input, i % 2, i % 3 == 0 ? 1 : 0, 0.5);

        double[] probabilities = BanditInputs.Probabilities(policy, input);

        double votes = (probabilities[0] - 0.1) / 0.8 * 20;
        Assert.Equal(Math.Round(votes * 2) / 2, votes, 9);
        Assert.InRange(probabilities[0], 0.1, 0.9);
    }

    [Fact]
    public void PoissonOne_ManyDraws_HasMeanAndVarianceOne()
    {
        double[] draws = [.. Enumerable.Range(0, 20_000).Select(i => (double)CounterRandom.PoissonOne(CounterRandom.Uniform(1, i, 2)))];

        Assert.Equal(1, draws.Average(), 0.03);
        Assert.Equal(1, draws.Average(draw => (draw - 1) * (draw - 1)), 0.05);
        Assert.Equal(Math.Exp(-1), draws.Count(draw => draw == 0) / 20_000.0, 0.02);
    }

    [Fact]
    public void Learn_OtherSeed_OtherMembers()
    {
        using var first = new OnlineBaggingPolicy(new OnlineBaggingOptions { Seed = 1, Members = 50 });
        using var second = new OnlineBaggingPolicy(new OnlineBaggingOptions { Seed = 2, Members = 50 });
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        for (int i = 0; i < 5; i++)
        {
            first.Learn(input, i % 2, i % 3, 0.5);
            second.Learn(input, i % 2, i % 3, 0.5);
        }

        Assert.NotEqual(BanditInputs.Probabilities(first, input), BanditInputs.Probabilities(second, input));
    }

    protected override bool IsLinear => true;

    protected override double AllowedRegret => 0.03;

    protected override IDecisionPolicy Create() => new OnlineBaggingPolicy(new OnlineBaggingOptions());

    protected override long Count(IDecisionPolicy policy) => ((OnlineBaggingPolicy)policy).Count;
}
