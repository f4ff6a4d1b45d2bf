namespace AiScholar.Rl.Core.Tests.Bandits;

[Trait("Category", "Unit")]
public class LinearStateTests
{
    private static readonly PolicyAction[] Actions =
        [new("a", new FeatureVector(new float[] { 1, 0 })), new("b", new FeatureVector(new float[] { 0, 1 })), new("c")];

    [Fact]
    public async Task LoadAsync_SavedState_GoesOnExactlyLikeTheOriginal()
    {
        using var original = new LinUcbPolicy(new LinUcbOptions());
        Teach(original, 1, 400);
        using var copy = new LinUcbPolicy(new LinUcbOptions());
        await copy.LoadAsync(new MemoryStream(await SaveAsync(original)));

        Assert.Equal(original.Count, copy.Count);
        Teach(original, 2, 400);
        Teach(copy, 2, 400);
        Assert.Equal(await SaveAsync(original), await SaveAsync(copy));
    }

    [Fact]
    public async Task LoadAsync_OtherRidgeAndAlphaInTheSettings_KeepsWhatWasLearnt()
    {
        using var original = new LinUcbPolicy(new LinUcbOptions { Alpha = 0 });
        Teach(original, 1, 400);
        using var copy = new LinUcbPolicy(new LinUcbOptions { Alpha = 0, Ridge = 50 });
        await copy.LoadAsync(new MemoryStream(await SaveAsync(original)));

        var input = new PolicyInput(new FeatureVector(new float[] { 0.3f, -0.2f, 0.9f }), Actions);
        Assert.Equal(BanditInputs.Probabilities(original, input), BanditInputs.Probabilities(copy, input));
    }

    [Fact]
    public async Task LoadAsync_AnyByteDamaged_IsRefusedAndTheStateStays()
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());
        Teach(policy, 1, 20);
        byte[] state = await SaveAsync(policy);
        for (int i = 0; i < state.Length; i += Math.Max(1, state.Length / 97))
        {
            byte[] damaged = [.. state];
            damaged[i] ^= 0x5a;
            await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(new MemoryStream(damaged)));
        }

        Assert.Equal(state, await SaveAsync(policy));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(20)]
    [InlineData(-1)]
    public async Task LoadAsync_Truncated_IsRefused(int length)
    {
        using var policy = new LinUcbPolicy(new LinUcbOptions());
        byte[] state = await SaveAsync(policy);

        var exception = await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(new MemoryStream(state[..(length < 0 ? state.Length + length : length)])));

        Assert.Equal(AdvancedRlErrorCode.StateCorrupt, exception.ErrorCode);
    }

    [Fact]
    public async Task LoadAsync_NewerFormat_SaysSo()
    {
        using var stream = new MemoryStream();
        await SavedState.WriteAsync(stream, BanditBuilderExtensions.LinUcbName, LinearState.Version + 1, [1, 2, 3], CancellationToken.None);
        stream.Position = 0;
        using var policy = new LinUcbPolicy(new LinUcbOptions());

        var exception = await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(stream));

        Assert.Equal(AdvancedRlErrorCode.StateVersionUnsupported, exception.ErrorCode);
    }

    [Fact]
    public async Task LoadAsync_StateOfAnotherPolicy_SaysSo()
    {
        using var stream = new MemoryStream();
        await new UniformPolicy().SaveAsync(stream);
        stream.Position = 0;
        using var policy = new LinUcbPolicy(new LinUcbOptions());

        var exception = await Assert.ThrowsAsync<StateException>(async () => await policy.LoadAsync(stream));

        Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
    }

    [Fact]
    public async Task LoadAsync_StateBeyondALimit_NamesTheSetting()
    {
        using var wide = new LinUcbPolicy(new LinUcbOptions());
        Teach(wide, 1, 20);
        using var narrow = new LinUcbPolicy(new LinUcbOptions { MaxActions = 2 });
        byte[] state = await SaveAsync(wide);

        var exception = await Assert.ThrowsAsync<StateException>(async () => await narrow.LoadAsync(new MemoryStream(state)));

        Assert.Contains("MaxActions", exception.Message, StringComparison.Ordinal);
    }

    private static void Teach(IDecisionPolicy policy, int seed, int steps)
    {
        var random = new Random(seed);
        for (int i = 0; i < steps; i++)
        {
            var input = new PolicyInput(new FeatureVector(BanditInputs.RandomVector(random, 3)), Actions);
            policy.Learn(input, random.Next(3), random.NextDouble(), 0.5);
        }
    }

    private static async Task<byte[]> SaveAsync(IDecisionPolicy policy)
    {
        using var stream = new MemoryStream();
        await policy.SaveAsync(stream);
        return stream.ToArray();
    }
}
