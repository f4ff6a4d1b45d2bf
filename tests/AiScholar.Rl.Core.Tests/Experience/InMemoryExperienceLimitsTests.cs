using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests;

[Trait("Category", "Unit")]
public sealed class InMemoryExperienceLimitsTests
{
    [Fact]
    public async Task AppendDecisionAsync_OneTenantFloods_TheOthersKeepTheirs()
    {
        InMemoryExperienceStore store = Store(capacity: 10);
        for (int i = 0; i < 3; i++)
            await store.AppendDecisionAsync(Event("small", $"s{i}"));
        for (int i = 0; i < 100; i++)
            await store.AppendDecisionAsync(Event("large", $"l{i}"));

        Assert.Equal(["s0", "s1", "s2"], await IdsAsync(store, "small"));
        Assert.Equal(["l93", "l94", "l95", "l96", "l97", "l98", "l99"], await IdsAsync(store, "large"));
    }

    [Fact]
    public async Task AppendRewardAsync_MoreThanTheMost_IsRefusedAndNamesTheSetting()
    {
        InMemoryExperienceStore store = Store(rewards: 2);
        await store.AppendDecisionAsync(Event("", "e"));
        var reward = new LoggedReward { EventId = "e", LoopName = "loop", Value = 1, RewardId = "r" };
        await store.AppendRewardAsync(reward);
        await store.AppendRewardAsync(reward);
        await store.AppendRewardAsync(reward with { RewardId = null });

        PersonalizationException exception = await Assert.ThrowsAsync<PersonalizationException>(async () => await store.AppendRewardAsync(reward with { RewardId = "other" }));
        Assert.Contains("Experience:MaxRewardsPerEvent", exception.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await store.FindAsync("loop", "", "e"))!.Reward);
        Assert.Equal(RewardStatus.Duplicate, (await store.AppendRewardAsync(reward)).Status);
    }

    [Fact]
    public async Task AppendRewardAsync_OfSlots_AreCountedApart()
    {
        InMemoryExperienceStore store = Store();
        await store.AppendDecisionAsync(Event("", "e") with { Slots = [new LoggedSlot { ActionIndex = 0, Propensity = 0.5 }, new LoggedSlot { ActionIndex = 1, Propensity = 1 }] });
        var reward = new LoggedReward { EventId = "e", LoopName = "loop", Value = 1 };

        Assert.Equal(1, (await store.AppendRewardAsync(reward with { Slot = 1 })).RewardCount);
        Assert.Equal(2, (await store.AppendRewardAsync(reward with { Slot = 1, Value = 0.5 })).RewardCount);
        Assert.Equal(1, (await store.AppendRewardAsync(reward with { Slot = 0 })).RewardCount);
        RewardAppend whole = await store.AppendRewardAsync(reward);

        Assert.Equal(1, whole.RewardCount);
        Assert.Equal(3.5, whole.Event!.Reward);
        Assert.Equal([1, 1.5], whole.Event.Slots.Select(slot => slot.Reward));
    }

    private static InMemoryExperienceStore Store(int capacity = 100, int rewards = 100) =>
        new(Options.Create(new InMemoryExperienceOptions { Capacity = capacity, MaxRewardsPerEvent = rewards }));

    private static LoggedDecision Event(string tenantId, string id) => new()
    {
        EventId = id,
        LoopName = "loop",
        TenantId = tenantId,
        Actions = [new DecisionAction { Id = "a" }, new DecisionAction { Id = "b" }],
        Propensities = [0.5, 0.5],
        ChosenIndex = 0,
    };

    private static async Task<List<string>> IdsAsync(InMemoryExperienceStore store, string tenantId)
    {
        List<string> ids = [];
        await foreach (LoggedDecision decision in store.ReadAsync(new ExperienceQuery { LoopName = "loop", TenantId = tenantId }))
            ids.Add(decision.EventId);
        return ids;
    }
}
