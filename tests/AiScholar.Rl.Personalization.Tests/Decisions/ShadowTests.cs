namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class ShadowTests
{
    [Fact]
    public async Task Shadow_BetterCandidate_IsEstimatedNearItsTrueReward()
    {
        // "a" earns 0.8 and "c" 0.2. The loop spreads evenly over three; the shadow takes "a" nine times in ten.
        await using var host = new LoopHost(p => p
            .UsePolicy<RecordingPolicy>("even", r => r.Factory = (_, _) => new RecordingPolicy())
            .UseShadow(s => s.UsePolicy<RecordingPolicy>("candidate", r => r.Factory = (_, _) => new RecordingPolicy(id => id == "a" ? 18 : 1))));
        var random = new Random(7);
        for (int i = 0; i < 4000; i++)
        {
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
            double rate = decision.ChosenActionId switch { "a" => 0.8, "b" => 0.5, _ => 0.2 };
            await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = random.NextDouble() < rate ? 1 : 0 });
        }

        ShadowStatistics shadow = host.Loop.GetStatistics().Shadow!;
        Assert.Equal("candidate", shadow.PolicyName);
        Assert.Equal(4000, shadow.Events);
        Assert.InRange(shadow.StandardError, 0.003, 0.03);
        Assert.Equal((0.9 * 0.8) + (0.05 * 0.5) + (0.05 * 0.2), shadow.EstimatedReward, 5 * shadow.StandardError);
        Assert.Equal(0.5, shadow.MeanReward, 0.05);
        Assert.InRange(shadow.EffectiveSampleSize, 1000, 2500);
    }

    [Fact]
    public async Task Shadow_SeesTheSameRewards_AndChangesNoDecision()
    {
        var candidate = new RecordingPolicy();
        var policy = new RecordingPolicy(id => id == "b" ? 1 : 0);
        await using var host = new LoopHost(p => p.UsePolicy<RecordingPolicy>("own", r => r.Factory = (_, _) => policy)
            .UseShadow(s => s.UsePolicy<RecordingPolicy>("candidate", r => r.Factory = (_, _) => candidate)));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.5 });

        Assert.Equal("b", decision.ChosenActionId);
        Assert.Equal("own", decision.PolicyName);
        Assert.Equal(policy.Learned, candidate.Learned);
        Assert.Equal([("b", 0.5, 1.0, 3)], candidate.Learned);
    }

    [Fact]
    public async Task Shadow_ThatThrows_CostsTheLoopNothing()
    {
        await using var host = new LoopHost(p => p.UseShadow(s => s.UsePolicy<RecordingPolicy>("candidate", r => r.Factory = (_, _) => new RecordingPolicy(_ => throw new InvalidOperationException()))));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());

        Assert.Empty(decision.Issues);
        Assert.Equal(RewardStatus.Learned, (await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1 })).Status);
    }

    [Fact]
    public async Task SaveAsync_WithShadow_ComesBack_AndLoadsWithoutItToo()
    {
        var candidate = new RecordingPolicy { State = 42 };
        await using var host = new LoopHost(p => p.UseShadow(s => s.UsePolicy<RecordingPolicy>("candidate", r => r.Factory = (_, _) => candidate)));
        using var saved = new MemoryStream();
        await host.Loop.SaveAsync(saved);
        candidate.State = 0;
        saved.Position = 0;
        await host.Loop.LoadAsync(saved);
        Assert.Equal(42, candidate.State);

        await using var without = new LoopHost();
        saved.Position = 0;
        await without.Loop.LoadAsync(saved);
    }
}
