using AiScholar.Rl.Core.Tests.Bandits;

namespace AiScholar.Rl.Core.Tests.Ensembles;

/// <summary>What every policy must do, whatever it learns with; a test class derives and says how its policy is made.</summary>
public abstract class PolicyContract
{
    protected static readonly string[] Actions = ["left", "right", "stay"];

    /// <summary>How much worse than the best it may still be, per decision, over the last quarter.</summary>
    protected virtual double AllowedRegret => 0.1;

    /// <summary>Whether it learns rewards that are linear in the context only.</summary>
    protected virtual bool IsLinear => false;

    [Fact]
    public void GetProbabilities_AnyState_SumsToOneAndNoneIsNegative()
    {
        IDecisionPolicy policy = Create();
        var random = new Random(8);
        for (int i = 0; i < 300; i++)
        {
            PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 4), [.. Enumerable.Range(0, 1 + random.Next(9)).Select(a => $"a{a}")]);
            double[] probabilities = BanditInputs.Probabilities(policy, input);
            Assert.Equal(1, probabilities.Sum(), 9);
            Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
            int chosen = BanditInputs.Draw(probabilities, random);
            policy.Learn(input, chosen, random.NextDouble(), Math.Max(probabilities[chosen], 1e-6));
        }
    }

    [Fact]
    public void GetProbabilities_NothingLearnt_IsEven() =>
        Assert.All(BanditInputs.Probabilities(Create(), BanditInputs.Dense([0.5f, -1], Actions)), probability => Assert.Equal(1.0 / 3, probability, 9));

    [Fact]
    public void Learn_BestActionDependsOnTheContext_IsFound() => Assert.InRange(Regret(Create(), 1, 2000), 0, AllowedRegret);

    [Fact]
    public void Learn_SameSeed_SameDecisions() => Assert.Equal(Regret(Create(), 5, 300), Regret(Create(), 5, 300));

    [Fact]
    public async Task LoadAsync_SavedState_GoesOnExactlyLikeTheOriginal()
    {
        IDecisionPolicy original = Create(), copy = Create();
        Regret(original, 2, 400);
        await copy.LoadAsync(new MemoryStream(await SaveAsync(original)));

        Assert.Equal(Regret(original, 3, 300), Regret(copy, 3, 300));
        Assert.Equal(await SaveAsync(original), await SaveAsync(copy));
    }

    [Fact]
    public async Task LoadAsync_DamagedOrTruncated_IsRefusedAndTheStateStays()
    {
        IDecisionPolicy policy = Create();
        Regret(policy, 2, 60);
        byte[] state = await SaveAsync(policy);
        for (int i = 0; i < state.Length; i += Math.Max(1, state.Length / 41))
        {
            byte[] damaged = [.. state];
            damaged[i] ^= 0x5a;
            await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(new MemoryStream(damaged)));
            await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(new MemoryStream(state[..i])));
        }

        Assert.Equal(state, await SaveAsync(policy));
    }

    [Fact]
    public async Task LoadAsync_StateOfAnotherPolicy_SaysSo()
    {
        byte[] state = await SaveAsync(new UniformPolicy());

        var exception = await Assert.ThrowsAsync<StateException>(async () => await Create().LoadAsync(new MemoryStream(state)));

        Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
    }

    [Fact]
    public async Task Learn_FromManyThreads_LosesNothing()
    {
        IDecisionPolicy policy = Create();
        await Parallel.ForAsync(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (thread, token) =>
        {
            var random = new Random(thread);
            for (int i = 0; i < 100; i++)
            {
                PolicyInput input = BanditInputs.Dense(BanditInputs.RandomVector(random, 4), Actions);
                Assert.Equal(1, BanditInputs.Probabilities(policy, input).Sum(), 9);
                policy.Learn(input, i % 3, random.NextDouble(), 0.5);
                if (i % 50 == 0)
                    await SaveAsync(policy);
            }
        });

        Assert.Equal(1600, Count(policy));
    }

    [Theory]
    [InlineData(double.NaN, 0.5, 0)]
    [InlineData(double.NegativeInfinity, 0.5, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 2, 0)]
    [InlineData(1, 0.5, 3)]
    [InlineData(1, 0.5, -1)]
    public void Learn_ArgumentOutOfRange_IsRefused(double reward, double propensity, int action) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Create().Learn(BanditInputs.Dense([1], Actions), action, reward, propensity));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(1e9f)]
    public void GetProbabilities_FeatureNotFiniteOrTooLarge_IsRefused(float value)
    {
        var exception = Assert.Throws<PersonalizationException>(() => BanditInputs.Probabilities(Create(), BanditInputs.Dense([value], Actions)));

        Assert.Equal(AdvancedRlErrorCode.FeatureInvalid, exception.ErrorCode);
    }

    [Fact]
    public void GetProbabilities_TooWide_NamesTheSetting()
    {
        var exception = Assert.Throws<PersonalizationException>(() => BanditInputs.Probabilities(Create(), BanditInputs.Dense(new float[10_000], Actions)));

        Assert.Contains("Options.MaxFeatures", exception.Message, StringComparison.Ordinal);
    }

    protected abstract IDecisionPolicy Create();

    protected abstract long Count(IDecisionPolicy policy);

    /// <summary>
    /// A task with a known optimum: "left" earns where x0 is low, "right" where it is high, "stay" between, in steps; or, when linear, as far as x1 is high. Returns the
    /// mean regret of the last quarter.
    /// </summary>
    protected double Regret(IDecisionPolicy policy, int seed, int steps)
    {
        var random = new Random(seed);
        double regret = 0;
        for (int i = 0; i < steps; i++)
        {
            float[] x = BanditInputs.RandomVector(random, 3);
            double[] expected = IsLinear
                ? [0.5 - (0.4 * x[0]), 0.5 + (0.4 * x[0]), 0.5 + (0.4 * x[1])]
                : [x[0] < -0.3 ? 0.8 : 0.2, x[0] > 0.3 ? 0.8 : 0.2, Math.Abs(x[0]) <= 0.3 ? 0.8 : 0.2];
            PolicyInput input = BanditInputs.Dense(x, Actions);
            double[] probabilities = BanditInputs.Probabilities(policy, input);
            int chosen = BanditInputs.Draw(probabilities, random);
            policy.Learn(input, chosen, expected[chosen] + (0.2 * (random.NextDouble() - 0.5)), probabilities[chosen]);
            if (i >= steps - (steps / 4))
                regret += (expected.Max() - expected[chosen]) / (steps / 4);
        }

        return regret;
    }

    private static async Task<byte[]> SaveAsync(IDecisionPolicy policy)
    {
        using var stream = new MemoryStream();
        await policy.SaveAsync(stream);
        return stream.ToArray();
    }
}
