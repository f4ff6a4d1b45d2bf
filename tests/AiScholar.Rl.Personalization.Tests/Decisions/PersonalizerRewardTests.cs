namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class PersonalizerRewardTests
{
    [Fact]
    public async Task RewardAsync_SameRewardId_CountsOnce()
    {
        await using var host = new LoopHost();
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
        var reward = new RewardRequest { EventId = decision.EventId, Value = 1, RewardId = "r" };

        Assert.Equal(RewardStatus.Learned, (await host.Loop.RewardAsync(reward)).Status);
        RewardResult again = await host.Loop.RewardAsync(reward);

        Assert.Equal(RewardStatus.Duplicate, again.Status);
        Assert.Equal(1, again.TotalReward);
        Assert.Equal(1, (await host.Loop.DecideAsync(LoopHost.Request())).ModelVersion);
    }

    [Fact]
    public async Task RewardAsync_UnknownEvent_IsReportedAndNotLogged()
    {
        await using var host = new LoopHost();
        RewardResult result = await host.Loop.RewardAsync(new RewardRequest { EventId = "never", Value = 1 });

        Assert.Equal(RewardStatus.EventUnknown, result.Status);
        Assert.Equal(AdvancedRlErrorCode.EventUnknown, Assert.Single(result.Issues).Code);
    }

    [Fact]
    public async Task RewardAsync_OtherTenant_DoesNotReachTheEvent()
    {
        await using var host = new LoopHost();
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { TenantId = "one" });

        Assert.Equal(RewardStatus.EventUnknown, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, TenantId = "two", Value = 1 })).Status);
        Assert.Equal(RewardStatus.Learned, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, TenantId = "one", Value = 1 })).Status);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(1e10)]
    public async Task RewardAsync_ValueOutOfRange_IsRejected(double value)
    {
        await using var host = new LoopHost();
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
        await Assert.ThrowsAsync<PersonalizationException>(async () => await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = value }));
    }

    [Fact]
    public async Task RewardAsync_SecondWithoutWindow_IsLoggedAndSaidToBeLate()
    {
        await using var host = new LoopHost();
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.25 });
        RewardResult second = await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5 });

        Assert.Equal(RewardStatus.Late, second.Status);
        Assert.Equal(0.75, second.TotalReward);
        Assert.Contains("RewardWindow", Assert.Single(second.Issues).Message, StringComparison.Ordinal);
        Assert.Equal(0.75, Assert.Single(await host.LogAsync()).Reward);
    }

    [Fact]
    public async Task RewardAsync_WithWindow_LearnsTheSumWhenItCloses()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy).Configure(options => options.RewardWindow = TimeSpan.FromMinutes(10)));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
        Decision unrewarded = await host.Loop.DecideAsync(LoopHost.Request());
        Assert.Equal(RewardStatus.Pending, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.25 })).Status);
        host.Time.Advance(TimeSpan.FromMinutes(5));
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5 });
        Assert.Empty(policy.Rewards);

        host.Time.Advance(TimeSpan.FromMinutes(5));
        RewardResult late = await host.Loop.RewardAsync(new RewardRequest { EventId = unrewarded.EventId, Value = 1 });

        Assert.Equal([0.75], policy.Rewards);
        Assert.Equal(RewardStatus.Late, late.Status);
    }

    [Fact]
    public async Task RewardWindow_ClosesWithoutReward_LearnsTheDefault()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy)
            .Configure(options => (options.RewardWindow, options.DefaultReward) = (TimeSpan.FromMinutes(1), -0.5)));
        await host.Loop.DecideAsync(LoopHost.Request());
        host.Time.Advance(TimeSpan.FromMinutes(1));
        await host.Loop.DecideAsync(LoopHost.Request());

        Assert.Equal([-0.5], policy.Rewards);
    }

    [Fact]
    public async Task ActivateAsync_DeferredEvent_IsLearntFromOnlyThen()
    {
        var policy = new RecordingPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { DeferActivation = true });
        Assert.True(decision.IsDeferred);
        Assert.Equal(RewardStatus.Pending, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1 })).Status);
        Assert.Empty(policy.Rewards);

        Assert.True(await host.Loop.ActivateAsync(decision.EventId));
        Assert.False(await host.Loop.ActivateAsync(decision.EventId));
        Assert.Equal([1], policy.Rewards);
    }

    [Fact]
    public async Task SaveAsync_ThenLoadAsync_DecidesIdentically()
    {
        await using LoopHost trained = new(seed: 3), fresh = new(seed: 4);
        for (int i = 0; i < 120; i++)
        {
            string context = i % 2 == 0 ? "x" : "y";
            Decision decision = await trained.Loop.DecideAsync(LoopHost.Request(context));
            await trained.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = decision.ChosenActionId == (context == "x" ? "a" : "b") ? 1 : 0 });
            await trained.Loop.ObserveAsync(new UserContext(), new UserAction { ActionType = ActionType.Read });
        }

        using var saved = new MemoryStream();
        await trained.Loop.SaveAsync(saved);
        saved.Position = 0;
        await fresh.Loop.LoadAsync(saved);

        foreach (string context in (string[])["x", "y"])
        {
            Decision expected = await trained.Loop.DecideAsync(LoopHost.Request(context)), actual = await fresh.Loop.DecideAsync(LoopHost.Request(context));
            Assert.Equal(
                expected.Ranking.ToDictionary(action => action.ActionId, action => action.Propensity),
                actual.Ranking.ToDictionary(action => action.ActionId, action => action.Propensity));
            Assert.Equal(expected.ModelVersion, actual.ModelVersion);
        }

        Assert.Equal(ActionType.Read, (await fresh.Loop.PredictNextActionAsync(new UserContext()))!.ActionType);
    }

    [Fact]
    public async Task LoadAsync_StateOfAnotherPolicy_IsRejected()
    {
        await using LoopHost recording = new(p => p.UsePolicy<RecordingPolicy>("recording")), other = new();
        using var saved = new MemoryStream();
        await recording.Loop.SaveAsync(saved);
        saved.Position = 0;

        StateException exception = await Assert.ThrowsAsync<StateException>(async () => await other.Loop.LoadAsync(saved));
        Assert.Equal(AdvancedRlErrorCode.StateMismatch, exception.ErrorCode);
        Assert.Contains("policy/recording", exception.Message, StringComparison.Ordinal);
    }
}
