using MathNet.Numerics.LinearAlgebra;

namespace AiScholar.Rl.Core.Tests.Bandits;

/// <summary>The bounds against the paper's algorithms, computed with explicit inverses.</summary>
[Trait("Category", "Unit")]
public class LinearModelTests
{
    [Fact]
    public void Score_Disjoint_EqualsAlgorithm1()
    {
        var random = new Random(11);
        var options = new LinUcbOptions { Alpha = 0.4, Ridge = 1.3 };
        var model = new LinearModel(options, options.Ridge, 0);
        var reference = new Dictionary<string, (Matrix<double> A, Vector<double> B)>();
        string[] ids = ["a", "b", "c"];
        foreach (string id in ids)
            reference[id] = (Matrix<double>.Build.DenseIdentity(6) * 1.3, Vector<double>.Build.Dense(6));
        for (int t = 0; t < 300; t++)
        {
            float[] context = BanditInputs.RandomVector(random, 5);
            Vector<double> x = Plain(context);
            PolicyAction[] actions = [.. ids.Select(id => new PolicyAction(id))];
            double[] bounds = Score(model, context, actions, options.Alpha);
            for (int i = 0; i < ids.Length; i++)
            {
                (Matrix<double> a, Vector<double> b) = reference[ids[i]];
                Matrix<double> inverse = a.Inverse();
                double expected = (inverse * b).DotProduct(x) + (0.4 * Math.Sqrt(x.DotProduct(inverse * x)));
                Assert.Equal(expected, bounds[i], 9);
            }

            int chosen = random.Next(3);
            double reward = random.NextDouble();
            Learn(model, context, actions[chosen], reward);
            (Matrix<double> oldA, Vector<double> oldB) = reference[ids[chosen]];
            reference[ids[chosen]] = (oldA + x.OuterProduct(x), oldB + (x * reward));
        }
    }

    [Fact]
    public void Score_Hybrid_EqualsAlgorithm2()
    {
        var random = new Random(12);
        var options = new LinUcbOptions { Alpha = 0.3, Ridge = 1 };
        var model = new LinearModel(options, options.Ridge, 0);
        var reference = new Algorithm2(contextWidth: 4, sharedWidth: 2 * 4, alpha: 0.3);
        float[][] actionFeatures = [[1, 0.5f], [-0.3f, 1], [0.2f, 0.4f]];
        for (int t = 0; t < 200; t++)
        {
            float[] context = BanditInputs.RandomVector(random, 3);
            PolicyAction[] actions = [.. actionFeatures.Select((features, i) => new PolicyAction($"a{i}", new FeatureVector(features)))];
            double[] bounds = Score(model, context, actions, options.Alpha);
            Vector<double> x = Plain(context);
            for (int i = 0; i < actions.Length && t > 0; i++)
                Assert.Equal(reference.Bound(actions[i].Id, x, Shared(actionFeatures[i], x)), bounds[i], 8);

            int chosen = random.Next(3);
            double reward = random.NextDouble();
            Learn(model, context, actions[chosen], reward);
            reference.Learn(actions[chosen].Id, x, Shared(actionFeatures[chosen], x), reward);
        }
    }

    [Fact]
    public void Score_NewActionWithFeatures_UsesWhatOthersTaught()
    {
        var model = new LinearModel(new LinUcbOptions { Alpha = 0 }, 1, 0);
        var random = new Random(1);
        for (int t = 0; t < 300; t++)
        {
            bool isGood = random.Next(2) == 0;
            var action = new PolicyAction($"old{t % 20}-{isGood}", new FeatureVector(new float[] { isGood ? 1 : 0, isGood ? 0 : 1 }));
            Learn(model, [], action, isGood ? 1 : 0);
        }

        double[] bounds = Score(model, [], [
            new PolicyAction("new-bad", new FeatureVector(new float[] { 0, 1 })),
            new PolicyAction("new-good", new FeatureVector(new float[] { 1, 0 }))]);

        Assert.True(bounds[1] > bounds[0] + 0.5, $"{bounds[1]} should be well above {bounds[0]}");
    }

    [Fact]
    public void Learn_ContextGrows_EqualsZerosFromTheStart()
    {
        var options = new LinUcbOptions();
        var growing = new LinearModel(options, 1, 0);
        var wide = new LinearModel(options, 1, 0);
        var random = new Random(2);
        for (int t = 0; t < 60; t++)
        {
            float[] context = BanditInputs.RandomVector(random, 2 + (t / 10));
            float[] padded = [.. context, .. new float[12 - context.Length]];
            double reward = random.NextDouble();
            Learn(growing, context, new PolicyAction("a"), reward);
            Learn(wide, padded, new PolicyAction("a"), reward);
        }

        float[] probe = BanditInputs.RandomVector(random, 12);
        Assert.Equal(Score(wide, probe, [new PolicyAction("a")])[0], Score(growing, probe, [new PolicyAction("a")])[0], 10);
    }

    [Fact]
    public void Learn_MoreActionsThanAllowed_LeavesTheRestToThePrior()
    {
        var model = new LinearModel(new LinUcbOptions { MaxActions = 2 }, 1, 0);
        foreach (string id in (string[])["a", "b", "c", "d"])
            Learn(model, [1], new PolicyAction(id), 1);

        Assert.Equal(2, model.Actions.Count);
        Assert.Equal(4, model.Count);
    }

    [Fact]
    public void Learn_MoreSharedFeaturesThanAllowed_StopsAtTheLimit()
    {
        var model = new LinearModel(new LinUcbOptions { MaxSharedFeatures = 3 }, 1, 0);

        Learn(model, [0.5f, 0.25f], new PolicyAction("a", new FeatureVector(new float[] { 1, 2 })), 1);

        Assert.Equal(3, model.Shared.Dimension);
        Assert.True(double.IsFinite(Score(model, [0.5f, 0.25f], [new PolicyAction("a", new FeatureVector(new float[] { 1, 2 }))])[0]));
    }

    private static double[] Score(LinearModel model, float[] context, PolicyAction[] actions, double alpha = 0)
    {
        var scratch = new LinearScratch();
        scratch.Context.Load(new FeatureVector(context), 100);
        double[] means = new double[actions.Length];
        double[] variances = new double[actions.Length];
        model.Score(actions, scratch, means, variances);
        return [.. means.Select((mean, i) => mean + (alpha * Math.Sqrt(variances[i])))];
    }

    private static void Learn(LinearModel model, float[] context, PolicyAction action, double reward)
    {
        var scratch = new LinearScratch();
        scratch.Context.Load(new FeatureVector(context), 100);
        model.Learn(action, reward, scratch);
    }

    private static Vector<double> Plain(float[] context) => Vector<double>.Build.DenseOfEnumerable(context.Select(value => (double)value).Prepend(1));

    /// <summary>The action's features times the constant and the context.</summary>
    private static Vector<double> Shared(float[] features, Vector<double> x) =>
        Vector<double>.Build.DenseOfEnumerable(features.SelectMany(feature => x.Select(value => feature * value)));

    /// <summary>Li et al. 2010, Algorithm 2, line by line.</summary>
    private sealed class Algorithm2(int contextWidth, int sharedWidth, double alpha)
    {
        private readonly Dictionary<string, (Matrix<double> A, Matrix<double> B, Vector<double> R)> _actions = [];
        private Matrix<double> _a0 = Matrix<double>.Build.DenseIdentity(sharedWidth);
        private Vector<double> _b0 = Vector<double>.Build.Dense(sharedWidth);

        public double Bound(string id, Vector<double> x, Vector<double> z)
        {
            (Matrix<double> a, Matrix<double> b, Vector<double> r) = Of(id);
            Matrix<double> a0 = _a0.Inverse();
            Matrix<double> inverse = a.Inverse();
            Vector<double> beta = a0 * _b0;
            Vector<double> theta = inverse * (r - (b * beta));
            double s = z.DotProduct(a0 * z) - (2 * z.DotProduct(a0 * b.Transpose() * inverse * x)) + x.DotProduct(inverse * x)
                + x.DotProduct(inverse * b * a0 * b.Transpose() * inverse * x);
            return z.DotProduct(beta) + x.DotProduct(theta) + (alpha * Math.Sqrt(s));
        }

        public void Learn(string id, Vector<double> x, Vector<double> z, double reward)
        {
            (Matrix<double> a, Matrix<double> b, Vector<double> r) = Of(id);
            _a0 += b.Transpose() * a.Inverse() * b;
            _b0 += b.Transpose() * a.Inverse() * r;
            a += x.OuterProduct(x);
            b += x.OuterProduct(z);
            r += x * reward;
            _a0 += z.OuterProduct(z) - (b.Transpose() * a.Inverse() * b);
            _b0 += (z * reward) - (b.Transpose() * a.Inverse() * r);
            _actions[id] = (a, b, r);
        }

        private (Matrix<double> A, Matrix<double> B, Vector<double> R) Of(string id) =>
            _actions.TryGetValue(id, out var known)
                ? known
                : (Matrix<double>.Build.DenseIdentity(contextWidth), Matrix<double>.Build.Dense(contextWidth, sharedWidth), Vector<double>.Build.Dense(contextWidth));
    }
}
