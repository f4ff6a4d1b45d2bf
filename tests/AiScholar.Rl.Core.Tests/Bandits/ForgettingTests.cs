using MathNet.Numerics.LinearAlgebra;

namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public class ForgettingTests
{
    private const double Gamma = 0.99;

    [Fact]
    public void Score_Discounted_EqualsTheExplicitSums()
    {
        var options = new LinUcbOptions { Ridge = 0.8, Discount = Gamma };
        var model = new LinearModel(options, 0.8, 0);
        var random = new Random(1);
        Matrix<double> a = Matrix<double>.Build.DenseIdentity(4) * 0.8;
        Vector<double> b = Vector<double>.Build.Dense(4);
        for (int t = 0; t < 60; t++)
        {
            float[] context = BanditInputs.RandomVector(random, 3);
            Vector<double> x = Plain(context);
            double reward = random.NextDouble();
            Learn(model, context, reward);
            (a, b) = ((a * Gamma) + x.OuterProduct(x), (b * Gamma) + (x * reward));
            float[] probe = BanditInputs.RandomVector(random, 3);
            Vector<double> p = Plain(probe);
            (double mean, double variance) = Score(model, probe);
            Assert.Equal((a.Inverse() * b).DotProduct(p), mean, 9);
            Assert.Equal(Math.Min(p.DotProduct(p) / 0.8, p.DotProduct(a.Inverse() * p)), variance, 9);
        }
    }

    [Fact]
    public void Score_WeightedToALength_EqualsWeightedLeastSquares()
    {
        var model = new LinearModel(new LinUcbOptions(), 1, 4);
        var random = new Random(2);
        Matrix<double> a = Matrix<double>.Build.DenseIdentity(4);
        Vector<double> b = Vector<double>.Build.Dense(4);
        for (int t = 0; t < 100; t++)
        {
            float[] context = BanditInputs.RandomVector(random, 3);
            Vector<double> x = Plain(context);
            double weight = 16 / x.DotProduct(x);
            double reward = random.NextDouble();
            Learn(model, context, reward);
            (a, b) = (a + (x.OuterProduct(x) * weight), b + (x * reward * weight));
        }

        float[] probe = [0.3f, -0.7f, 0.2f];
        Vector<double> p = Plain(probe);
        (double mean, double variance) = Score(model, probe);
        Assert.Equal((a.Inverse() * b).DotProduct(p), mean, 9);
        Assert.Equal(16 / p.DotProduct(p) * p.DotProduct(a.Inverse() * p), variance, 9);
    }

    [Fact]
    public void Learn_DiscountedForLong_StaysBoundedAndFollows()
    {
        var model = new LinearModel(new LinUcbOptions { Discount = Gamma }, 1, 4);
        var random = new Random(3);
        for (int t = 0; t < 6000; t++)
        {
            // The third feature comes only at first: what is known of it fades to the prior, not beyond.
            float[] context = [random.NextSingle() - 0.5f, random.NextSingle() - 0.5f, t < 100 ? 1 : 0];
            Learn(model, context, t < 3000 ? context[0] : -context[0]);
        }

        Assert.Equal(-0.4, Score(model, [0.4f, 0, 0]).Mean, 0.05);
        double variance = Score(model, [0, 0, 100]).Variance;
        Assert.InRange(variance, 8, 16);
        Assert.InRange(Score(model, [0.1f, 0.1f, 0]).Variance, 0, 0.5);
    }

    [Fact]
    public async Task LoadAsync_DiscountedState_GoesOnExactly()
    {
        var options = new LinUcbOptions { Discount = 0.95, ChangeDetection = ChangeDetection.Adwin, NewActions = NewActionStart.Average };
        IDecisionPolicy original = DecisionPolicies.LinUcb(options);
        LinUcbPolicyTests.Regret(original, 5, 400, 300);
        IDecisionPolicy copy = DecisionPolicies.LinUcb(options);
        using var stream = new MemoryStream();
        await original.SaveAsync(stream);
        stream.Position = 0;
        await copy.LoadAsync(stream);

        Assert.Equal(LinUcbPolicyTests.Regret(original, 6, 300, 300), LinUcbPolicyTests.Regret(copy, 6, 300, 300));
    }

    [Theory]
    [InlineData("adwin")]
    [InlineData("page-hinkley")]
    [InlineData("discount")]
    [InlineData("portfolio")]
    public void Learn_BestActionSwitches_RecoversWithinFiveHundredDecisions(string name)
    {
        double total = 0;
        for (int seed = 1; seed <= 3; seed++)
        {
            IDecisionPolicy policy = name switch
            {
                "adwin" => DecisionPolicies.LinUcb(new LinUcbOptions { ChangeDetection = ChangeDetection.Adwin }),
                "page-hinkley" => DecisionPolicies.LinUcb(new LinUcbOptions { ChangeDetection = ChangeDetection.PageHinkley }),
                "discount" => DecisionPolicies.LinUcb(new LinUcbOptions { Discount = 0.99 }),
                _ => DecisionPolicies.Portfolio(),
            };
            total += RewardAfterSwitch(policy, seed) / 3;
        }

        Assert.InRange(total, 0.72, 1);
    }

    /// <summary>Mean reward from 500 to 800 decisions after the best of three actions (0.8, the others 0.2) has become another.</summary>
    private static double RewardAfterSwitch(IDecisionPolicy policy, int seed)
    {
        const int Switch = 3000;
        var random = new Random(seed);
        double earned = 0;
        for (int step = 0; step < Switch + 800; step++)
        {
            PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 3), "a", "b", "c");
            double[] probabilities = BanditInputs.Probabilities(policy, input);
            int chosen = BanditInputs.Draw(probabilities, random);
            double reward = random.NextDouble() < (chosen == (step < Switch ? 0 : 2) ? 0.8 : 0.2) ? 1 : 0;
            policy.Learn(input, chosen, reward, probabilities[chosen]);
            if (step >= Switch + 500)
                earned += reward / 300;
        }

        return earned;
    }

    private static (double Mean, double Variance) Score(LinearModel model, float[] context)
    {
        var scratch = new LinearScratch();
        scratch.Context.Load(new FeatureVector(context), 100);
        double[] means = new double[1];
        double[] variances = new double[1];
        model.Score([new PolicyAction("a")], scratch, means, variances);
        return (means[0], variances[0]);
    }

    private static void Learn(LinearModel model, float[] context, double reward)
    {
        var scratch = new LinearScratch();
        scratch.Context.Load(new FeatureVector(context), 100);
        model.Learn(new PolicyAction("a"), reward, scratch);
    }

    private static Vector<double> Plain(float[] context) => Vector<double>.Build.DenseOfEnumerable(context.Select(value => (double)value).Prepend(1));
}
