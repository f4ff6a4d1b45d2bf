using AiScholar.Rl.Core.Tests.Bandits;

namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public class PerUserPolicyTests
{
    private static readonly string[] Actions = ["a", "b", "c"];

    [Fact]
    public void GetProbabilities_WithoutAUser_IsLinUcbToTheLastBit()
    {
        var options = new PerUserOptions { Alpha = 0.3, Ridge = 1.5, InitialEpsilon = 0.2, FinalEpsilon = 0.05, EpsilonHalfLife = 20 };
        using PerUserPolicy policy = UserHost.Policy(options: options);
        using var plain = new LinUcbPolicy(new LinUcbOptions { Alpha = 0.3, Ridge = 1.5, InitialEpsilon = 0.2, FinalEpsilon = 0.05, EpsilonHalfLife = 20 });
        var random = new Random(3);
        for (int i = 0; i < 300; i++)
        {
            float[] x = BanditInputs.RandomVector(random, 5);
            string? user = i % 2 == 0 ? null : $"u{i % 7}";
            PolicyInput input = UserHost.Input(x, user, Actions);
            Assert.Equal(BanditInputs.Probabilities(plain, UserHost.Input(x, null, Actions)), BanditInputs.Probabilities(policy, UserHost.Input(x, null, Actions)));
            int chosen = random.Next(3);
            double reward = random.NextDouble();
            policy.Learn(input, chosen, reward, 0.5);
            plain.Learn(input, chosen, reward, 0.5);
        }
    }

    [Fact]
    public async Task Learn_UsersWhoWantOpposites_EachGetsTheirOwn()
    {
        using PerUserPolicy policy = UserHost.Policy();
        await policy.PrepareUserAsync("ada");
        await policy.PrepareUserAsync("bob");
        for (int i = 0; i < 200; i++)
        {
            policy.Learn(UserHost.Input([1], "ada", "a", "b"), i % 2, i % 2 == 0 ? 1 : 0, 0.5);
            policy.Learn(UserHost.Input([1], "bob", "a", "b"), i % 2, i % 2 == 0 ? 0 : 1, 0.5);
        }

        Assert.True(BanditInputs.Probabilities(policy, UserHost.Input([1], "ada", "a", "b"))[0] > 0.9);
        Assert.True(BanditInputs.Probabilities(policy, UserHost.Input([1], "bob", "a", "b"))[1] > 0.9);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(0.9, true)]
    public void Learn_UserChangesTheirMind_IsFollowedWhenTheOldCountsLess(double discount, bool isFollowed)
    {
        using PerUserPolicy policy = UserHost.Policy(options: new PerUserOptions { UserDiscount = discount, LearnUserVariance = false, UserVariance = 10, UserAlpha = 0, Alpha = 0 });
        for (int i = 0; i < 400; i++)
        {
            bool isLate = i >= 320;
            policy.Learn(UserHost.Input([1], "ada", "a", "b"), i % 2, (i % 2 == 0) ^ isLate ? 1 : 0, 0.5);
        }

        Assert.Equal(isFollowed, BanditInputs.Probabilities(policy, UserHost.Input([1], "ada", "a", "b"))[1] > 0.5);
    }

    [Fact]
    public async Task GetProbabilities_NewUser_FollowsThePopulation()
    {
        using PerUserPolicy policy = UserHost.Policy(options: new PerUserOptions { FinalEpsilon = 0, InitialEpsilon = 0 });
        for (int i = 0; i < 300; i++)
            policy.Learn(UserHost.Input([1], $"u{i % 30}", "a", "b"), i % 2, i % 2, 0.5);
        await policy.PrepareUserAsync("new");

        Assert.Equal([0, 1], BanditInputs.Probabilities(policy, UserHost.Input([1], "new", "a", "b")));
    }

    [Fact]
    public async Task GetProbabilities_UserNotPrepared_IsTreatedAsNew()
    {
        InMemoryUserStateStore store = UserHost.Memory();
        await TeachAsync(store, "ada", 50);
        using PerUserPolicy policy = UserHost.Policy(store);

        double[] unprepared = BanditInputs.Probabilities(policy, UserHost.Input([1], "ada", "a", "b"));
        await policy.PrepareUserAsync("ada");

        Assert.Equal(0.5, unprepared[0], 12);
        Assert.True(BanditInputs.Probabilities(policy, UserHost.Input([1], "ada", "a", "b"))[1] > 0.9);
    }

    [Fact]
    public async Task Learn_UserNotPrepared_IsAddedToWhatTheStoreHas()
    {
        InMemoryUserStateStore store = UserHost.Memory();
        await TeachAsync(store, "ada", 50);
        await using PerUserPolicy policy = UserHost.Policy(store);

        policy.Learn(UserHost.Input([1], "ada", "a", "b"), 0, 1, 0.5);
        await policy.FlushUsersAsync();

        UserModel saved = await ReadAsync(store, "ada");
        Assert.Equal(51, saved.Count);
        Assert.Equal(26, saved.Find("a")!.Uses);
    }

    [Fact]
    public async Task FlushUsersAsync_ThenAnotherProcess_KnowsTheUser()
    {
        InMemoryUserStateStore store = UserHost.Memory();
        using var state = new MemoryStream();
        double[] before;
        await using (PerUserPolicy policy = UserHost.Policy(store))
        {
            Teach(policy, "ada", 60);
            before = BanditInputs.Probabilities(policy, UserHost.Input([0.5f], "ada", "a", "b"));
            await policy.SaveAsync(state);
        }

        state.Position = 0;
        using PerUserPolicy next = UserHost.Policy(store);
        await next.LoadAsync(state);
        await next.PrepareUserAsync("ada");

        Assert.Equal(before, BanditInputs.Probabilities(next, UserHost.Input([0.5f], "ada", "a", "b")));
    }

    [Fact]
    public async Task ForgetUserAsync_KnownUser_IsNewAgainAndGoneFromTheStore()
    {
        InMemoryUserStateStore store = UserHost.Memory();
        await using PerUserPolicy policy = UserHost.Policy(store);
        Teach(policy, "ada", 60);
        await policy.FlushUsersAsync();

        Assert.True(await policy.ForgetUserAsync("ada"));

        Assert.Equal(0, store.Count);
        await policy.PrepareUserAsync("ada");
        Assert.True(policy.Users.Find("ada")!.Model.IsEmpty);
        await policy.FlushUsersAsync();
        Assert.Equal(0, store.Count);
    }

    [Fact]
    public async Task ForgetUserAsync_UnknownUser_IsFalse()
    {
        await using PerUserPolicy policy = UserHost.Policy();

        Assert.False(await policy.ForgetUserAsync("nobody"));
    }

    [Fact]
    public async Task ForgetUserAsync_KnownOnlyInMemory_IsTrue()
    {
        await using PerUserPolicy policy = UserHost.Policy();
        Teach(policy, "ada", 1);

        Assert.True(await policy.ForgetUserAsync("ada"));
    }

    [Fact]
    public void Learn_MoreActionsThanFit_DropsTheLeastUsed()
    {
        using PerUserPolicy policy = UserHost.Policy(options: new PerUserOptions { MaxBytesPerUser = 600 });
        var random = new Random(1);
        for (int round = 0; round < 3; round++)
            policy.Learn(UserHost.Input(BanditInputs.RandomVector(random, 20), "ada", "kept"), 0, 1, 1);
        policy.Learn(UserHost.Input(BanditInputs.RandomVector(random, 20), "ada", "dropped"), 0, 1, 1);
        policy.Learn(UserHost.Input(BanditInputs.RandomVector(random, 20), "ada", "added"), 0, 1, 1);

        UserModel user = policy.Users.Find("ada")!.Model;
        Assert.Equal(["added", "kept"], user.Actions.Select(action => action.ActionId).Order());
        Assert.InRange(user.StoredBytes, 1, 600);
        Assert.Equal(5, user.Count);
    }

    [Fact]
    public void Learn_OneActionTooLarge_IsLearntByThePopulationOnly()
    {
        using PerUserPolicy policy = UserHost.Policy(options: new PerUserOptions { MaxBytesPerUser = 256 });

        policy.Learn(UserHost.Input(new float[64], "ada", "a"), 0, 1, 1);

        Assert.Empty(policy.Users.Find("ada")!.Model.Actions);
        Assert.Equal(1, policy.Count);
    }

    [Fact]
    public void Learn_SixtyFourFeaturesTwentyActions_TakesLessThanTheLimit()
    {
        using PerUserPolicy policy = UserHost.Policy();
        string[] actions = [.. Enumerable.Range(0, 20).Select(i => $"action-{i:D2}")];
        var random = new Random(1);
        for (int i = 0; i < 60; i++)
            policy.Learn(UserHost.Input(BanditInputs.RandomVector(random, 64), "ada", actions), i % 20, 1, 1);

        UserModel user = policy.Users.Find("ada")!.Model;
        Assert.Equal(20, user.Actions.Count);
        Assert.InRange(user.StoredBytes, 1, 16384);
    }

    [Fact]
    public void Learn_SparseAndDense_AreTheSame()
    {
        using PerUserPolicy dense = UserHost.Policy();
        using PerUserPolicy sparse = UserHost.Policy();
        var random = new Random(6);
        for (int i = 0; i < 300; i++)
        {
            int[] indices = [.. Enumerable.Range(0, 20).OrderBy(_ => random.Next()).Take(3).Order()];
            float[] values = BanditInputs.RandomVector(random, 3);
            float[] full = new float[20];
            for (int j = 0; j < 3; j++)
                full[indices[j]] = values[j];
            PolicyInput asDense = UserHost.Input(full, "ada", Actions);
            PolicyInput asSparse = UserHost.Sparse(20, indices, values, "ada", Actions);
            Assert.Equal(Bounds(dense, asDense), Bounds(sparse, asSparse), (a, b) => Math.Abs(a - b) < 1e-5);
            int chosen = random.Next(3);
            double reward = random.NextDouble();
            dense.Learn(asDense, chosen, reward, 0.3);
            sparse.Learn(asSparse, chosen, reward, 0.3);
        }

        Assert.True(sparse.Users.Find("ada")!.Model.Actions[0].IsSparse);
    }

    private static double[] Bounds(PerUserPolicy policy, in PolicyInput input)
    {
        LinearScratch scratch = LinearScratch.OfThread;
        scratch.Context.Load(input.Context, 1024);
        double[] bounds = new double[input.Actions.Length];
        policy.Model.Score(input.Actions.Span, policy.Users.Find("ada")?.Model, scratch, bounds);
        return bounds;
    }

    [Fact]
    public void Learn_HugeRewards_NoNumberOfAUserIsLost()
    {
        using PerUserPolicy policy = UserHost.Policy();
        policy.Learn(UserHost.Input([1e6f], "ada", "a", "b"), 0, 1e300, 1);
        policy.Learn(UserHost.Input([1e6f], "ada", "a", "b"), 0, 1, 1);

        UserModel user = policy.Users.Find("ada")!.Model;
        Assert.All(user.Actions.SelectMany(action => action.Evidence.ToArray().Concat(action.Precision.ToArray())), value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [InlineData(double.NaN, 0.5)]
    [InlineData(double.PositiveInfinity, 0.5)]
    [InlineData(1, 0)]
    [InlineData(1, 1.5)]
    public void Learn_RewardOrPropensityOutOfRange_IsRefused(double reward, double propensity)
    {
        using PerUserPolicy policy = UserHost.Policy();

        Assert.Throws<ArgumentOutOfRangeException>(() => policy.Learn(UserHost.Input([1], "ada", "a"), 0, reward, propensity));
        Assert.Null(policy.Users.Find("ada"));
    }

    [Fact]
    public void GetProbabilities_TooWide_NamesTheSetting()
    {
        using PerUserPolicy policy = UserHost.Policy(options: new PerUserOptions { MaxFeatures = 2 });

        var exception = Assert.Throws<PersonalizationException>(() => BanditInputs.Probabilities(policy, UserHost.Input([1, 2, 3], "ada", "a")));

        Assert.Contains("PerUserOptions.MaxFeatures", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void GetProbabilitiesAndLearn_WarmUser_AllocateNothing()
    {
        using PerUserPolicy policy = UserHost.Policy();
        PolicyInput input = UserHost.Input(BanditInputs.RandomVector(new Random(1), 32), "ada", Actions);
        double[] probabilities = new double[3];
        Steps(200);

        long before = GC.GetAllocatedBytesForCurrentThread();
        Steps(50);

        // The variance between users is published anew every 64 rewards.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2000);

        void Steps(int count)
        {
            for (int i = 0; i < count; i++)
            {
                policy.GetProbabilities(input, probabilities);
                policy.Learn(input, i % 3, 0.5, 0.5);
            }
        }
    }

    private static void Teach(PerUserPolicy policy, string user, int steps)
    {
        for (int i = 0; i < steps; i++)
            policy.Learn(UserHost.Input([1], user, "a", "b"), i % 2, i % 2, 0.5);
    }

    private static async Task TeachAsync(IUserStateStore store, string user, int steps)
    {
        await using PerUserPolicy policy = UserHost.Policy(store);
        Teach(policy, user, steps);
    }

    private static async Task<UserModel> ReadAsync(IUserStateStore store, string user) =>
        UserModelFormat.Read((await store.FindAsync("default/per-user", user))!.Value.Span, id => id, 1024);
}
