using AiScholar.Rl.Core.Tests.Bandits;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Core.Tests.Continuous;

[Trait("Category", "Unit")]
public class CatsPolicyTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(-20, 60)]
    public void Learn_RewardPeaksWhereTheContextSays_FindsIt(double minimum, double maximum)
    {
        IContinuousPolicy policy = ContinuousPolicies.Cats(new CatsOptions { Minimum = minimum, Maximum = maximum });

        Assert.InRange(Play(policy, 1, 6000), 0.85, 1);
        Assert.Equal(0.25, Share(policy, -1), 0.12);
        Assert.Equal(0.75, Share(policy, 1), 0.12);
    }

    [Fact]
    public void Learn_SameSeed_SameDecisions() => Assert.Equal(Play(ContinuousPolicies.Cats(), 3, 500), Play(ContinuousPolicies.Cats(), 3, 500));

    [Fact]
    public void GetDensity_AnyState_IntegratesToOneAndIsWhatIsDrawn()
    {
        IContinuousPolicy policy = ContinuousPolicies.Cats();
        Play(policy, 1, 300);
        var random = new Random(2);
        ContinuousDensity density = policy.GetDensity(new FeatureVector(new float[] { 0.3f }));

        const int Cells = 20_000;
        Assert.Equal(1, Enumerable.Range(0, Cells).Sum(i => density.At((i + 0.5) / Cells) / Cells), 3);
        int inside = Enumerable.Range(0, Cells).Count(_ => Math.Abs(density.Draw(random.NextDouble(), random.NextDouble()) - density.Center) <= 0.06);
        double expected = (1 - density.EvenShare) + (density.EvenShare * (density.Upper - density.Lower));
        Assert.Equal(expected, inside / (double)Cells, 0.01);
    }

    [Fact]
    public async Task LoadAsync_SavedState_GoesOnExactlyLikeTheOriginal()
    {
        IContinuousPolicy original = ContinuousPolicies.Cats(), copy = ContinuousPolicies.Cats();
        Play(original, 1, 300);
        await copy.LoadAsync(new MemoryStream(await SaveAsync(original)));

        Assert.Equal(Play(original, 2, 300), Play(copy, 2, 300));
        Assert.Equal(await SaveAsync(original), await SaveAsync(copy));
    }

    [Fact]
    public async Task LoadAsync_DamagedOrOfAnotherRange_IsRefused()
    {
        IContinuousPolicy policy = ContinuousPolicies.Cats();
        Play(policy, 1, 50);
        byte[] state = await SaveAsync(policy);
        for (int i = 0; i < state.Length; i += Math.Max(1, state.Length / 41))
        {
            byte[] damaged = [.. state];
            damaged[i] ^= 0x5a;
            await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(new MemoryStream(damaged)));
            await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(new MemoryStream(state[..i])));
        }

        IContinuousPolicy other = ContinuousPolicies.Cats(new CatsOptions { Maximum = 2 });
        var exception = await Assert.ThrowsAsync<StateException>(async () => await other.LoadAsync(new MemoryStream(state)));
        Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
        Assert.Equal(state, await SaveAsync(policy));
    }

    [Fact]
    public async Task Learn_FromManyThreads_LosesNothing()
    {
        var policy = (CatsPolicy)ContinuousPolicies.Cats();
        await Parallel.ForAsync(0, 16, new ParallelOptions { MaxDegreeOfParallelism = 16 }, (thread, _) =>
        {
            Play(policy, (int)thread, 100);
            return default;
        });

        Assert.Equal(1600, policy.Count);
    }

    [Theory]
    [InlineData(-0.1, 1, 1)]
    [InlineData(1.1, 1, 1)]
    [InlineData(double.NaN, 1, 1)]
    [InlineData(0.5, 0, 1)]
    [InlineData(0.5, double.PositiveInfinity, 1)]
    [InlineData(0.5, 1, double.NaN)]
    public void Learn_ArgumentOutOfRange_IsRefused(double action, double density, double reward) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ContinuousPolicies.Cats().Learn(new FeatureVector(new float[] { 1 }), action, density, reward));

    [Fact]
    public void Learn_HugeRewards_WeightsStayFinite()
    {
        IContinuousPolicy policy = ContinuousPolicies.Cats();
        for (int i = 0; i < 20; i++)
            policy.Learn(new FeatureVector(new float[] { 1e6f }), i / 20.0, 1e-9, i % 2 == 0 ? 1e300 : -1e300);

        Assert.InRange(policy.GetDensity(new FeatureVector(new float[] { 1e6f })).Center, 0, 1);
    }

    [Fact]
    public void Cats_RangeEmpty_IsRefused() =>
        Assert.Throws<System.ComponentModel.DataAnnotations.ValidationException>(() => ContinuousPolicies.Cats(new CatsOptions { Minimum = 1, Maximum = 1 }));

    [Fact]
    public void AddContinuousPolicy_TwoNames_AreApart()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddContinuousPolicy("dose", options => options.Maximum = 5).AddContinuousPolicy("delay").AddContinuousPolicy("dose"))
            .BuildServiceProvider();

        Assert.Equal(5, services.GetRequiredKeyedService<IContinuousPolicy>("dose").Maximum);
        Assert.Equal(1, services.GetRequiredKeyedService<IContinuousPolicy>("delay").Maximum);
    }

    [Fact]
    public void AddContinuousPolicy_RangeEmpty_IsReportedAtStart()
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddContinuousPolicy("dose", options => options.Maximum = 0))
            .BuildServiceProvider();

        Assert.Contains("Maximum", Assert.Throws<AdvancedRlException>(() => services.ValidateAdvancedRl()).Message, StringComparison.Ordinal);
    }

    /// <summary>Reward 1 - |a - best| * 2, a and best as shares of the range, best at 0.5 + x / 4. Returns the mean reward of the last quarter.</summary>
    private static double Play(IContinuousPolicy policy, int seed, int steps)
    {
        var random = new Random(seed);
        double range = policy.Maximum - policy.Minimum, sum = 0;
        for (int i = 0; i < steps; i++)
        {
            float x = (random.NextSingle() * 2) - 1;
            var context = new FeatureVector(new[] { x });
            ContinuousDensity density = policy.GetDensity(context);
            double action = density.Draw(random.NextDouble(), random.NextDouble());
            double reward = 1 - (2 * Math.Abs(((action - policy.Minimum) / range) - (0.5 + (x / 4))));
            policy.Learn(context, action, density.At(action), reward);
            sum += i >= steps - (steps / 4) ? reward / (steps / 4) : 0;
        }

        return sum;
    }

    private static double Share(IContinuousPolicy policy, float x) =>
        (policy.GetDensity(new FeatureVector(new[] { x })).Center - policy.Minimum) / (policy.Maximum - policy.Minimum);

    private static async Task<byte[]> SaveAsync(IContinuousPolicy policy)
    {
        using var stream = new MemoryStream();
        await policy.SaveAsync(stream);
        return stream.ToArray();
    }
}
