namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public class LinUcbPolicyTests
{
    private static readonly string[] Actions = ["left", "right", "stay"];

    [Fact]
    public void GetProbabilities_NothingLearnt_TiesAreSplitEvenly()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());

        double[] probabilities = BanditInputs.Probabilities(policy, BanditInputs.Dense([0.5f, -1], Actions));

        Assert.All(probabilities, probability => Assert.Equal(1.0 / 3, probability, 12));
    }

    [Fact]
    public void GetProbabilities_OneActionAhead_IsOneMinusEpsilonPlusItsShare()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions { Alpha = 0, InitialEpsilon = 0.3, FinalEpsilon = 0.3 });
        PolicyInput input = BanditInputs.Dense([1], Actions);
        policy.Learn(input, 1, 1, 0.5);

        double[] probabilities = BanditInputs.Probabilities(policy, input);

        Assert.Equal(0.1, probabilities[0], 12);
        Assert.Equal(0.8, probabilities[1], 12);
        Assert.Equal(0.1, probabilities[2], 12);
    }

    [Fact]
    public void GetProbabilities_EpsilonHalvesAtItsHalfLife_ThenNearsItsFinalValue()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions { Alpha = 0, InitialEpsilon = 0.5, FinalEpsilon = 0.1, EpsilonHalfLife = 10 });
        PolicyInput input = BanditInputs.Dense([1], "a", "b");
        for (int i = 0; i < 10; i++)
            policy.Learn(input, 0, 1, 1);

        Assert.Equal(0.3 / 2, BanditInputs.Probabilities(policy, input)[1], 12);
    }

    [Fact]
    public void GetProbabilities_AnyState_SumsToOneAndNoneIsNegative()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());
        var random = new Random(8);
        for (int i = 0; i < 500; i++)
        {
            PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 4), [.. Enumerable.Range(0, 1 + random.Next(9)).Select(a => $"a{a}")]);
            double[] probabilities = BanditInputs.Probabilities(policy, input);
            Assert.Equal(1, probabilities.Sum(), 9);
            Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
            int chosen = BanditInputs.Draw(probabilities, random);
            policy.Learn(input, chosen, random.NextDouble(), probabilities[chosen]);
        }
    }

    [Fact]
    public void Learn_BestActionDependsOnTheContext_IsFound()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());
        Assert.True(Regret(policy, seed: 1, steps: 2000, lastSteps: 500) < 0.03);
    }

    [Fact]
    public void Learn_SameSeed_SameDecisions()
    {
        using var first = new LinUcbPolicy(new LinUcbOptions());
        using var second = new LinUcbPolicy(new LinUcbOptions());

        Assert.Equal(Regret(first, 5, 300, 300), Regret(second, 5, 300, 300));
        Assert.Equal(
            BanditInputs.Probabilities(first, BanditInputs.Dense([0.1f, 0.2f], Actions)),
            BanditInputs.Probabilities(second, BanditInputs.Dense([0.1f, 0.2f], Actions)));
    }

    [Fact]
    public void Learn_SparseAndDense_AreTheSame()
    {
        using var dense = new LinUcbPolicy(new LinUcbOptions { Alpha = 0.5 });
        using var sparse = new LinUcbPolicy(new LinUcbOptions { Alpha = 0.5 });
        var random = new Random(6);
        for (int i = 0; i < 200; i++)
        {
            int[] indices = [.. Enumerable.Range(0, 20).OrderBy(_ => random.Next()).Take(3).Order()];
            float[] values = BanditInputs.RandomVector(random, 3);
            float[] full = new float[20];
            for (int j = 0; j < 3; j++)
                full[indices[j]] = values[j];
            PolicyInput asDense = BanditInputs.Dense(full, Actions);
            PolicyInput asSparse = BanditInputs.Sparse(20, indices, values, Actions);
            Assert.Equal(BanditInputs.Probabilities(dense, asDense), BanditInputs.Probabilities(sparse, asSparse), (a, b) => Math.Abs(a - b) < 1e-9);
            int chosen = random.Next(3);
            double reward = random.NextDouble();
            dense.Learn(asDense, chosen, reward, 0.3);
            sparse.Learn(asSparse, chosen, reward, 0.3);
        }
    }

    [Fact]
    public void Learn_FromManyThreads_LosesNoUpdateAndTearsNothing()
    {
        using var concurrent = new LinUcbPolicy(new LinUcbOptions { Alpha = 0.1 });
        using var sequential = new LinUcbPolicy(new LinUcbOptions { Alpha = 0.1 });
        const int Threads = 8, Each = 500;
        Parallel.For(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, thread =>
        {
            var random = new Random(thread);
            for (int i = 0; i < Each; i++)
            {
                PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 6), Actions);
                Assert.Equal(1, BanditInputs.Probabilities(concurrent, input).Sum(), 9);
                concurrent.Learn(input, i % 3, random.NextDouble(), 0.5);
            }
        });
        for (int thread = 0; thread < Threads; thread++)
        {
            var random = new Random(thread);
            for (int i = 0; i < Each; i++)
                sequential.Learn(BanditInputs.Dense(BanditInputs.RandomVector(random, 6), Actions), i % 3, random.NextDouble(), 0.5);
        }

        // A sum does not depend on the order of its terms, but for rounding.
        Assert.Equal(Threads * Each, concurrent.Count);
        var probe = new Random(99);
        for (int i = 0; i < 50; i++)
        {
            PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(probe, 6), Actions);
            Assert.Equal(BanditInputs.Probabilities(sequential, input), BanditInputs.Probabilities(concurrent, input));
        }
    }

    [Fact]
    public void GetProbabilitiesAndLearn_Warm_AllocateNothing()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());
        PolicyInput dense = BanditInputs.Dense(BanditInputs.RandomVector(new Random(1), 32), Actions);
        PolicyInput sparse = BanditInputs.Sparse(32, [3, 17], [1, 1], Actions);
        PolicyInput hybrid = new(new FeatureVector(new float[] { 1, 2 }), new[] { new PolicyAction("left", new FeatureVector(new float[] { 1, 0.5f })), new PolicyAction("right", new FeatureVector(new float[] { 0, 1 })) });
        double[] probabilities = new double[3];
        Steps(3);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(100);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);

        void Steps(int count)
        {
            for (int i = 0; i < count; i++)
            {
                policy.GetProbabilities(dense, probabilities);
                policy.Learn(dense, i % 3, 1, 0.5);
                policy.GetProbabilities(sparse, probabilities);
                policy.Learn(sparse, i % 3, 0, 0.5);
                policy.GetProbabilities(hybrid, probabilities.AsSpan(0, 2));
                policy.Learn(hybrid, i % 2, 0.5, 0.5);
            }
        }
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e30f)]
    public void GetProbabilities_FeatureUnusable_IsRejectedAndNothingLearnt(float value)
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());
        PolicyInput bad = BanditInputs.Dense([1, value], Actions);

        Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, Assert.Throws<PersonalizationException>(() => BanditInputs.Probabilities(policy, bad)).ErrorCode);
        Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, Assert.Throws<PersonalizationException>(() => policy.Learn(bad, 0, 1, 0.5)).ErrorCode);
        Assert.Equal(0, policy.Count);
    }

    [Theory]
    [InlineData(3, 1, 0.5)]
    [InlineData(-1, 1, 0.5)]
    [InlineData(0, double.NaN, 0.5)]
    [InlineData(0, double.NegativeInfinity, 0.5)]
    [InlineData(0, 1, 0)]
    [InlineData(0, 1, 1.5)]
    [InlineData(0, 1, double.NaN)]
    public void Learn_ArgumentOutOfRange_IsRejectedAndNothingLearnt(int action, double reward, double propensity)
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());

        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Learn(BanditInputs.Dense([1], Actions), action, reward, propensity));
        Assert.Equal(0, policy.Count);
    }

    [Fact]
    public void GetProbabilities_ContextTooWide_NamesTheSetting()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions { MaxFeatures = 4 });

        var exception = Assert.Throws<PersonalizationException>(() => BanditInputs.Probabilities(policy, BanditInputs.Dense(new float[5], Actions)));

        Assert.Contains("LinUcbOptions.MaxFeatures", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 3, 3 })]
    [InlineData(new[] { 5, 2 })]
    [InlineData(new[] { -1, 2 })]
    [InlineData(new[] { 2, 30 })]
    public void GetProbabilities_IndicesNotAscendingOrOutOfRange_IsRejected(int[] indices)
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());

        Assert.Throws<PersonalizationException>(() => BanditInputs.Probabilities(policy, BanditInputs.Sparse(30, indices, [1, 1], Actions)));
    }

    internal static double Regret(IDecisionPolicy policy, int seed, int steps, int lastSteps)
    {
        // The first feature says which of three actions pays; the second is noise.
        var random = new Random(seed);
        double regret = 0;
        for (int step = 0; step < steps; step++)
        {
            float[] context = BanditInputs.RandomVector(random, 2);
            PolicyInput input = BanditInputs.Dense(context, Actions);
            double[] probabilities = BanditInputs.Probabilities(policy, input);
            int chosen = BanditInputs.Draw(probabilities, random);
            double[] means = [0.5 - (0.5 * context[0]), 0.5 + (0.5 * context[0]), 0.4];
            policy.Learn(input, chosen, means[chosen] + ((random.NextDouble() - 0.5) * 0.2), probabilities[chosen]);
            if (step >= steps - lastSteps)
                regret += (means.Max() - means[chosen]) / lastSteps;
        }

        return regret;
    }
}
