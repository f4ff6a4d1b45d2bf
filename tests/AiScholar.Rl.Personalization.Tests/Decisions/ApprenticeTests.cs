namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class ApprenticeTests
{
    [Fact]
    public async Task DecideAsync_Apprentice_ReturnsTheHostsChoiceForCertain()
    {
        await using var host = new LoopHost(p => p.Configure(options => options.Mode = LoopMode.Apprentice));
        for (int i = 0; i < 30; i++)
        {
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { BaselineActionId = "b" });
            Assert.Equal("b", decision.ChosenActionId);
            Assert.Equal(1, decision.Propensity);
        }

        Decision withoutBaseline = await host.Loop.DecideAsync(LoopHost.Request() with { SlotCount = 3, BaselineActionId = "c" });
        Assert.Equal(["c", "a", "b"], withoutBaseline.Slots.Select(slot => slot.ActionId));
        Assert.Equal("a", (await host.Loop.DecideAsync(LoopHost.Request())).ChosenActionId);
        Assert.All(await host.LogAsync(), logged => Assert.Equal(1, logged.Propensities[logged.ChosenIndex]));
    }

    [Fact]
    public async Task Apprentice_HostFollowsARule_LearnsItAndReportsTheMatchRate()
    {
        await using var host = new LoopHost(p => p.UseLinUcb().Configure(options => options.Mode = LoopMode.Apprentice));
        for (int i = 0; i < 600; i++)
        {
            string context = i % 3 == 0 ? "x" : i % 3 == 1 ? "y" : "z";
            await host.Loop.DecideAsync(LoopHost.Request(context) with { BaselineActionId = context == "x" ? "a" : context == "y" ? "b" : "c" });
        }

        ApprenticeStatistics apprentice = host.Loop.GetStatistics().Apprentice!;
        Assert.Equal(600, apprentice.Decisions);
        Assert.InRange(apprentice.RecentMatchRate, 0.9, 1);
        Assert.Equal(apprentice.Matches / 600, apprentice.MatchRate, 1e-12);
    }

    [Fact]
    public async Task MatchRate_PolicyThatNeverChanges_IsTheTrueShare()
    {
        // Its top is always "b": the host takes "b" in every fourth decision. A tie counts half.
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => new RecordingPolicy(id => id == "b" ? 2 : 1)).Configure(options => options.Mode = LoopMode.Apprentice));
        for (int i = 0; i < 100; i++)
            await host.Loop.DecideAsync(LoopHost.Request() with { BaselineActionId = i % 4 == 0 ? "b" : "a" });
        Assert.Equal(0.25, host.Loop.GetStatistics().Apprentice!.MatchRate, 1e-12);

        await using var tied = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording").Configure(options => options.Mode = LoopMode.Apprentice));
        await tied.Loop.DecideAsync(LoopHost.Request("x", "a", "b"));
        Assert.Equal(0.5, tied.Loop.GetStatistics().Apprentice!.MatchRate, 1e-12);
    }

    [Fact]
    public async Task Apprentice_Imitation_TeachesChoicesAndOnlyLogsRewards()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy).Configure(options => options.Mode = LoopMode.Apprentice));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { BaselineActionId = "b" });
        RewardResult reward = await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5 });

        Assert.Equal(RewardStatus.LoggedOnly, reward.Status);
        Assert.Equal(0.5, Assert.Single(await host.LogAsync()).Reward);
        Assert.Contains(policy.Learned, learned => learned is { ActionId: "b", Reward: 1, Propensity: 1 });
        Assert.All(policy.Learned, learned => Assert.Equal(learned.ActionId == "b" ? 1 : 0, learned.Reward));
    }

    [Fact]
    public async Task Apprentice_Rewards_TeachesWhatTheHostsChoicesEarned()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy)
            .Configure(options => (options.Mode, options.ApprenticeLearning) = (LoopMode.Apprentice, ApprenticeLearning.Rewards)));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { BaselineActionId = "b" });
        Assert.Equal(RewardStatus.Learned, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5 })).Status);

        Assert.Equal([("b", 0.5, 1.0, 3)], policy.Learned);
        Assert.Equal(1, host.Loop.GetStatistics().Apprentice!.Decisions);
    }

    [Fact]
    public async Task Apprentice_DeferredDecision_IsComparedWhenActivated()
    {
        await using var host = new LoopHost(p => p.Configure(options => options.Mode = LoopMode.Apprentice));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { DeferActivation = true });
        Assert.Null(host.Loop.GetStatistics().Apprentice);

        await host.Loop.ActivateAsync(decision.EventId);
        Assert.Equal(1, host.Loop.GetStatistics().Apprentice!.Decisions);
    }
}
