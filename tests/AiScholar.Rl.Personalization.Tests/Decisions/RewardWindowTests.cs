namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class RewardWindowTests
{
    [Fact]
    public async Task RewardWindow_NobodyCallsTheLoop_IsLearntFromWhenItCloses()
    {
        var policy = new RecordingPolicy();
        await using LoopHost host = Host(policy);
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1 });
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await host.Loop.DecideAsync(LoopHost.Request());
        host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([1], policy.Rewards);
        Assert.Equal(1, host.Loop.GetStatistics().OpenWindows);

        host.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal([1, -1], policy.Rewards);
        Assert.Equal(0, host.Loop.GetStatistics().OpenWindows);
    }

    [Fact]
    public async Task SaveAsync_WithOpenWindows_TheyCloseInTheProcessThatLoads()
    {
        RecordingPolicy before = new(), after = new();
        await using LoopHost first = Host(before), second = Host(after);
        Decision decision = await first.Loop.DecideAsync(LoopHost.Request());
        await first.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5 });
        using var saved = new MemoryStream();
        await first.Loop.SaveAsync(saved);
        foreach (LoggedDecision logged in await first.LogAsync())
            await second.Store.AppendDecisionAsync(logged);
        saved.Position = 0;
        await second.Loop.LoadAsync(saved);

        second.Time.Advance(TimeSpan.FromMinutes(10));

        Assert.Equal([0.5], after.Rewards);
    }

    [Fact]
    public async Task GetStatistics_AfterRewards_CountsThem()
    {
        await using var host = new LoopHost();
        Decision first = await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.RewardAsync(new RewardRequest { EventId = first.EventId, Value = 0.25 });
        await host.Loop.RewardAsync(new RewardRequest { EventId = first.EventId, Value = 0.5 });

        LoopStatistics statistics = host.Loop.GetStatistics();
        Assert.Equal(2, statistics.Decisions);
        Assert.Equal(1, statistics.RewardedEvents);
        Assert.Equal(0.25, statistics.MeanReward);
        Assert.Equal(1, statistics.LateRewards);
        Assert.Null(statistics.Shadow);
        Assert.Null(statistics.Guardrail);
    }

    private static LoopHost Host(RecordingPolicy policy) => new(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy)
        .Configure(options => (options.RewardWindow, options.DefaultReward) = (TimeSpan.FromMinutes(10), -1)));
}
