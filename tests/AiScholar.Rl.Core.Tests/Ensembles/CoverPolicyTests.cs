using AiScholar.Rl.Core.Tests.Bandits;

namespace AiScholar.Rl.Core.Tests.Ensembles;

[Trait("Category", "Unit")]
public class CoverPolicyTests : PolicyContract
{
    [Fact]
    public void GetProbabilities_AnyAction_HasAtLeastTheFloor()
    {
        using var policy = new CoverPolicy(new CoverOptions { FloorScale = 0.5 });
        PolicyInput input = BanditInputs.Dense([1], "a", "b", "c", "d");
        for (int i = 0; i < 24; i++)
            policy.Learn(input, i % 4, i % 4 == 0 ? 1 : 0, 0.25);

        Assert.Equal(0.5 / Math.Sqrt(4 * 25), BanditInputs.Probabilities(policy, input).Min(), 12);
    }

    [Fact]
    public void Learn_FirstMember_IsTheRidgeRegressionOfTheDoublyRobustRewards()
    {
        var options = new CoverOptions { Members = 2, Ridge = 1.5, ContextLength = 0 };
        var model = new CoverModel(options, 1.5, 0, 2);
        var rewards = new LinearModel(options, 1.5, 0);
        LinearScratch scratch = LinearScratch.OfThread;
        var random = new Random(3);
        PolicyAction[] actions = [new("a"), new("b")];
        double[,] gram = { { 1.5, 0 }, { 0, 1.5 } };
        double[] moment = [0, 0];
        double[] means = new double[2];
        for (int i = 0; i < 30; i++)
        {
            float feature = random.NextSingle();
            double reward = random.NextDouble(), propensity = 0.2 + (0.6 * random.NextDouble());
            int chosen = random.Next(2);
            scratch.Context.Load(new FeatureVector(new[] { feature }), 10);
            LinearMeans.Score(rewards, options, actions, scratch, means);
            double target = means[0] + (chosen == 0 ? (reward - means[0]) / propensity : 0);
            (gram[0, 0], gram[0, 1], gram[1, 1]) = (gram[0, 0] + 1, gram[0, 1] + feature, gram[1, 1] + (feature * feature));
            (moment[0], moment[1]) = (moment[0] + target, moment[1] + (target * feature));
            model.Learn(actions, chosen, reward, propensity, scratch);
            rewards.Learn(actions[chosen], reward, scratch);
        }

        double determinant = (gram[0, 0] * gram[1, 1]) - (gram[0, 1] * gram[0, 1]);
        Assert.Equal(((gram[1, 1] * moment[0]) - (gram[0, 1] * moment[1])) / determinant, model.Actions["a"].Weights[0][0], 9);
        Assert.Equal(((gram[0, 0] * moment[1]) - (gram[0, 1] * moment[0])) / determinant, model.Actions["a"].Weights[0][1], 9);
    }

    [Fact]
    public void Learn_Diversity_SpreadsTheMembers()
    {
        Assert.True(Entropy(0.5) > Entropy(0) + 0.05);

        static double Entropy(double diversity)
        {
            using var policy = new CoverPolicy(new CoverOptions { Diversity = diversity, FloorScale = 0.3 });
            var random = new Random(1);
            for (int i = 0; i < 40; i++)
                policy.Learn(BanditInputs.Dense(BanditInputs.RandomVector(random, 2), Actions), i % 3, i % 3 == 0 ? 0.55 : 0.5, 1.0 / 3);
            return BanditInputs.Probabilities(policy, BanditInputs.Dense([0, 0], Actions)).Sum(probability => -probability * Math.Log(probability));
        }
    }

    protected override bool IsLinear => true;

    protected override double AllowedRegret => 0.03;

    protected override IDecisionPolicy Create() => new CoverPolicy(new CoverOptions());

    protected override long Count(IDecisionPolicy policy) => ((CoverPolicy)policy).Count;
}
