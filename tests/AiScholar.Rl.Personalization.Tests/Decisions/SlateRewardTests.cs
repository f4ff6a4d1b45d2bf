namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class SlateRewardTests
{
    [Fact]
    public async Task RewardAsync_OfASlot_IsLearntAmongTheActionsLeftToIt()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request("x", "a", "b", "c", "d") with { SlotCount = 3 });
        RewardResult result = await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5, Slot = 1 });

        Assert.Equal(RewardStatus.Learned, result.Status);
        Assert.Equal([(decision.Slots[1].ActionId, 0.5, 1.0 / 3, 3)], policy.Learned.Select(l => (l.ActionId, l.Reward, Math.Round(l.Propensity, 12) == Math.Round(1.0 / 3, 12) ? 1.0 / 3 : l.Propensity, l.Actions)));
        LoggedDecision logged = Assert.Single(await host.LogAsync());
        Assert.Equal([null, 0.5, null], logged.Slots.Select(slot => slot.Reward));
        Assert.Equal(0.5, logged.Reward);
        Assert.Equal(decision.Slots.Select(slot => slot.ActionId), logged.Slots.Select(slot => logged.Actions[slot.ActionIndex].Id));

        Assert.Equal(RewardStatus.Late, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1, Slot = 1 })).Status);
        Assert.Equal(RewardStatus.Learned, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1, Slot = 2 })).Status);
    }

    [Fact]
    public async Task RewardAsync_OfTheWholeSlate_IsCreditedToEverySlot()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { SlotCount = 2 });
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.25 });

        Assert.Equal(decision.Slots.Select(slot => slot.ActionId), policy.Learned.Select(learned => learned.ActionId));
        Assert.All(policy.Rewards, reward => Assert.Equal(0.25, reward));
    }

    [Fact]
    public async Task RewardWindow_OfASlate_LearnsEachSlotsSumOrTheDefault()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy)
            .Configure(options => (options.RewardWindow, options.DefaultReward) = (TimeSpan.FromMinutes(1), -1)));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { SlotCount = 3 });
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5, Slot = 1 });
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.25, Slot = 1 });
        host.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([-1, 0.75, -1], policy.Rewards);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(-1)]
    public async Task RewardAsync_SlotThatIsNot_IsRejected(int slot)
    {
        await using var host = new LoopHost();
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { SlotCount = 2 });
        PersonalizationException exception = await Assert.ThrowsAsync<PersonalizationException>(
            async () => await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1, Slot = slot }));
        Assert.Equal(AdvancedRlErrorCode.DecisionInvalid, exception.ErrorCode);
    }

    [Fact]
    public async Task Slate_ItemsOfDifferentWorth_AreLearntToTheirOrder()
    {
        await using var host = new LoopHost();
        for (int i = 0; i < 400; i++)
        {
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { SlotCount = 2 });
            foreach (SlotDecision slot in decision.Slots)
                await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Slot = slot.Slot, Value = slot.ActionId switch { "a" => 0.1, "b" => 0.9, _ => 0.5 } });
        }

        int right = 0;
        for (int i = 0; i < 100; i++)
        {
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { SlotCount = 2 });
            right += decision.Slots[0].ActionId == "b" && decision.Slots[1].ActionId == "c" ? 1 : 0;
        }

        Assert.InRange(right, 85, 100);
    }
}
