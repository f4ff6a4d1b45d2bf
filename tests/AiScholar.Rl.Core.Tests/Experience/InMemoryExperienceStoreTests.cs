using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class InMemoryExperienceStoreTests
{
    [Fact]
    public async Task AppendRewardAsync_SeveralAndARepeatedOne_AddsEachOnce()
    {
        InMemoryExperienceStore store = Store();
        await store.AppendDecisionAsync(Decision("e"));
        await store.AppendRewardAsync(Reward("e", 0.5, "r1"));
        await store.AppendRewardAsync(Reward("e", 0.25, null));
        RewardAppend repeated = await store.AppendRewardAsync(Reward("e", 0.5, "r1"));

        Assert.Equal(RewardStatus.Duplicate, repeated.Status);
        Assert.Equal(2, repeated.RewardCount);
        Assert.Equal(0.75, (await store.FindAsync("loop", "", "e"))!.Reward);
    }

    [Fact]
    public async Task AppendDecisionAsync_OverCapacity_DropsTheOldest()
    {
        InMemoryExperienceStore store = Store(capacity: 2);
        foreach (string id in (string[])["1", "2", "3"])
            await store.AppendDecisionAsync(Decision(id));

        Assert.Null(await store.FindAsync("loop", "", "1"));
        Assert.Equal(["2", "3"], (await ReadAsync(store, new ExperienceQuery { LoopName = "loop" })).Select(decision => decision.EventId));
    }

    [Fact]
    public async Task ReadAsync_Query_IsScopedByLoopTenantUserAndTime()
    {
        InMemoryExperienceStore store = Store();
        DateTimeOffset noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
        await store.AppendDecisionAsync(Decision("a") with { UserKey = "u", Timestamp = noon });
        await store.AppendDecisionAsync(Decision("b") with { UserKey = "v", Timestamp = noon.AddHours(1) });
        await store.AppendDecisionAsync(Decision("c") with { TenantId = "other", UserKey = "u", Timestamp = noon });
        await store.AppendDecisionAsync(Decision("d") with { LoopName = "another", Timestamp = noon });

        async Task<string> Ids(ExperienceQuery query) => string.Join("", (await ReadAsync(store, query)).Select(decision => decision.EventId));
        Assert.Equal("ab", await Ids(new ExperienceQuery { LoopName = "loop" }));
        Assert.Equal("c", await Ids(new ExperienceQuery { LoopName = "loop", TenantId = "other" }));
        Assert.Equal("a", await Ids(new ExperienceQuery { LoopName = "loop", UserKey = "u" }));
        Assert.Equal("b", await Ids(new ExperienceQuery { LoopName = "loop", From = noon.AddMinutes(1) }));
        Assert.Equal("a", await Ids(new ExperienceQuery { LoopName = "loop", Until = noon.AddHours(1) }));
    }

    [Fact]
    public async Task ForgetUserAsync_OneUserOfOneTenant_RemovesTheirEventsOnly()
    {
        InMemoryExperienceStore store = Store();
        await store.AppendDecisionAsync(Decision("a") with { UserKey = "u" });
        await store.AppendDecisionAsync(Decision("b") with { UserKey = "v" });
        await store.AppendDecisionAsync(Decision("c") with { UserKey = "u", TenantId = "other" });

        Assert.Equal(1, await store.ForgetUserAsync("", "u"));

        Assert.Null(await store.FindAsync("loop", "", "a"));
        Assert.NotNull(await store.FindAsync("loop", "", "b"));
        Assert.NotNull(await store.FindAsync("loop", "other", "c"));
    }

    [Fact]
    public async Task Append_ManyThreads_LosesNothing()
    {
        InMemoryExperienceStore store = Store();
        await Parallel.ForEachAsync(Enumerable.Range(0, 16), async (thread, token) =>
        {
            for (int i = 0; i < 200; i++)
            {
                await store.AppendDecisionAsync(Decision($"{thread}-{i}"), token);
                await store.AppendRewardAsync(Reward($"{thread}-{i}", 1, null), token);
            }
        });

        Assert.Equal(3200, (await ReadAsync(store, new ExperienceQuery { LoopName = "loop" })).Sum(decision => decision.Reward));
    }

    private static InMemoryExperienceStore Store(int capacity = 100_000) => new(Options.Create(new InMemoryExperienceOptions { Capacity = capacity }));

    private static LoggedDecision Decision(string id) => new() { EventId = id, LoopName = "loop", Actions = [new DecisionAction { Id = "a" }], Propensities = [1], ChosenIndex = 0 };

    private static LoggedReward Reward(string id, double value, string? rewardId) => new() { EventId = id, LoopName = "loop", Value = value, RewardId = rewardId };

    private static async Task<List<LoggedDecision>> ReadAsync(InMemoryExperienceStore store, ExperienceQuery query)
    {
        List<LoggedDecision> found = [];
        await foreach (LoggedDecision decision in store.ReadAsync(query))
            found.Add(decision);
        return found;
    }
}
