namespace AiScholar.Rl.Core.Tests.Users;

[Trait("Category", "Unit")]
public class UserStateCacheTests
{
    [Fact]
    public async Task PrepareUserAsync_MoreUsersThanFit_TheLeastRecentlyUsedLeaves()
    {
        using PerUserPolicy policy = UserHost.Policy(options: new PerUserOptions { CachedUsers = 2 });
        await policy.PrepareUserAsync("a");
        await policy.PrepareUserAsync("b");
        await policy.PrepareUserAsync("a");
        await policy.PrepareUserAsync("c");

        Assert.NotNull(policy.Users.Find("a"));
        Assert.Null(policy.Users.Find("b"));
        Assert.NotNull(policy.Users.Find("c"));
    }

    [Fact]
    public async Task PrepareUserAsync_EvictedUserComesBack_HasTheLatestState()
    {
        var store = new UserHost.YieldingStore(UserHost.Memory());
        using PerUserPolicy policy = UserHost.Policy(store, new PerUserOptions { CachedUsers = 3 });
        for (int i = 0; i < 200; i++)
        {
            string user = $"u{i % 10}";
            await policy.PrepareUserAsync(user);
            policy.Learn(UserHost.Input([1], user, "a", "b"), 0, 1, 1);
            Assert.Equal((i / 10) + 1, policy.Users.Find(user)!.Model.Count);
            Assert.InRange(policy.Users.Count, 1, 3);
        }
    }

    [Fact]
    public async Task PrepareUserAsync_OverTheBytes_UsersLeave()
    {
        using PerUserPolicy policy = UserHost.Policy(options: new PerUserOptions { CachedBytes = 65_536 });
        for (int i = 0; i < 500; i++)
        {
            await policy.PrepareUserAsync($"u{i}");
            policy.Learn(UserHost.Input(new float[32], $"u{i}", "a"), 0, 1, 1);
            Assert.InRange(policy.Users.Bytes, 0, 65_536 + 1024);
        }
    }

    [Fact]
    public async Task Learn_OnlyUnpreparedUsers_LeaveInTheBackgroundAndNoneIsLost()
    {
        InMemoryUserStateStore store = UserHost.Memory();
        await using (PerUserPolicy policy = UserHost.Policy(new UserHost.YieldingStore(store), new PerUserOptions { CachedUsers = 10 }))
        {
            for (int i = 0; i < 2000; i++)
                policy.Learn(UserHost.Input([1], $"u{i % 100}", "a"), 0, 1, 1);
            await policy.FlushUsersAsync();
            Assert.InRange(policy.Users.Count, 1, 110);
        }

        for (int i = 0; i < 100; i++)
            Assert.Equal(20, (await ReadAsync(store, $"u{i}")).Count);
    }

    [Fact]
    public async Task PrepareUserAsync_StoreCannotWrite_KeepsTheChangedUserAndThrows()
    {
        var store = new UserHost.YieldingStore(UserHost.Memory());
        using PerUserPolicy policy = UserHost.Policy(store, new PerUserOptions { CachedUsers = 1 });
        await policy.PrepareUserAsync("a");
        policy.Learn(UserHost.Input([1], "a", "x"), 0, 1, 1);
        store.Fails = true;

        await Assert.ThrowsAsync<IOException>(async () => await policy.PrepareUserAsync("b"));
        await Assert.ThrowsAsync<IOException>(async () => await policy.FlushUsersAsync());
        Assert.Equal(1, policy.Users.Find("a")!.Model.Count);

        store.Fails = false;
        await policy.PrepareUserAsync("b");
        await policy.PrepareUserAsync("a");
        Assert.Equal(1, policy.Users.Find("a")!.Model.Count);
    }

    [Fact]
    public async Task FlushUsersAsync_NothingChangedSince_WritesNothing()
    {
        var store = new UserHost.YieldingStore(UserHost.Memory());
        using PerUserPolicy policy = UserHost.Policy(store);
        policy.Learn(UserHost.Input([1], "a", "x"), 0, 1, 1);
        await policy.FlushUsersAsync();
        await policy.FlushUsersAsync();

        Assert.Equal(1, store.Writes);
    }

    [Fact]
    public async Task PrepareUserAsync_DamagedState_StartsAnew()
    {
        InMemoryUserStateStore store = UserHost.Memory();
        await store.SaveAsync("default/per-user", "a", new byte[] { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18 });
        using PerUserPolicy policy = UserHost.Policy(store);

        await policy.PrepareUserAsync("a");

        Assert.True(policy.Users.Find("a")!.Model.IsEmpty);
    }

    [Fact]
    public async Task PrepareUserAsync_StateOfANewerFormat_ThrowsAndIsNeverOverwritten()
    {
        byte[] newer = new byte[UserModelFormat.HeaderBytes];
        newer[0] = UserModelFormat.Version + 1;
        InMemoryUserStateStore store = UserHost.Memory();
        await store.SaveAsync("default/per-user", "a", newer);
        using PerUserPolicy policy = UserHost.Policy(store, new PerUserOptions { CachedUsers = 1 });

        var exception = await Assert.ThrowsAsync<StateException>(async () => await policy.PrepareUserAsync("a"));
        policy.Learn(UserHost.Input([1], "a", "x"), 0, 1, 1);
        await policy.PrepareUserAsync("b");

        Assert.Equal(AdvancedRlErrorCode.StateVersionUnsupported, exception.ErrorCode);
        Assert.Equal(newer, (await store.FindAsync("default/per-user", "a"))!.Value.ToArray());
    }

    [Theory]
    [InlineData(1, 4)]
    [InlineData(200, 16)]
    public async Task Learn_SixtyFourThreads_NoUpdateIsLostAndNothingIsTorn(int users, int cached)
    {
        const int Threads = 64, Each = 100;
        var store = new UserHost.YieldingStore(UserHost.Memory());
        string[] actions = ["a", "b", "c"];
        await using (PerUserPolicy policy = UserHost.Policy(store, new PerUserOptions { CachedUsers = cached }))
        {
            await Parallel.ForAsync(0, Threads, new ParallelOptions { MaxDegreeOfParallelism = Threads }, async (thread, token) =>
            {
                var random = new Random(thread);
                double[] probabilities = new double[3];
                for (int i = 0; i < Each; i++)
                {
                    string user = $"u{random.Next(users)}";
                    PolicyInput input = UserHost.Input([(float)random.NextDouble(), 1], user, actions);
                    await policy.PrepareUserAsync(user, token);
                    policy.GetProbabilities(input, probabilities);
                    Assert.Equal(1, probabilities.Sum(), 9);
                    Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
                    policy.Learn(input, i % 3, random.NextDouble(), probabilities[i % 3]);
                    if (i % 25 == 0)
                        await policy.FlushUsersAsync(token);
                }
            });
            Assert.Equal(Threads * Each, policy.Count);
        }

        long count = 0, uses = 0;
        for (int user = 0; user < users; user++)
        {
            UserModel model = await ReadAsync(store, $"u{user}");
            count += model.Count;
            uses += model.Actions.Sum(action => action.Uses);
        }

        Assert.Equal(Threads * Each, count);
        Assert.Equal(Threads * Each, uses);
    }

    [Fact]
    public async Task ForgetUserAsync_WhileOthersLearn_LeavesOnlyWhatCameAfter()
    {
        var store = new UserHost.YieldingStore(UserHost.Memory());
        await using PerUserPolicy policy = UserHost.Policy(store, new PerUserOptions { CachedUsers = 2 });
        for (int i = 0; i < 100; i++)
        {
            await policy.PrepareUserAsync("a");
            policy.Learn(UserHost.Input([1], "a", "x"), 0, 1, 1);
            await policy.PrepareUserAsync($"other{i}");
        }

        Task<bool> forgetting = policy.ForgetUserAsync("a").AsTask();
        for (int i = 0; i < 5; i++)
            policy.Learn(UserHost.Input([1], "a", "x"), 0, 1, 1);
        Assert.True(await forgetting);
        await policy.FlushUsersAsync();
        await policy.PrepareUserAsync("a");

        Assert.InRange(policy.Users.Find("a")!.Model.Count, 0, 5);
    }

    private static async Task<UserModel> ReadAsync(IUserStateStore store, string user) =>
        await store.FindAsync("default/per-user", user) is { } bytes ? UserModelFormat.Read(bytes.Span, id => id, 1024) : new UserModel();
}
