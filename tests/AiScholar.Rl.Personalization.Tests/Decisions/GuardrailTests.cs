using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class GuardrailTests
{
    [Theory]
    [InlineData("b", 0.3)]
    [InlineData("a", 0.8)]
    public async Task DecideAsync_MinimumBaselineProbability_IsKept(string baseline, double expected)
    {
        await using var host = new LoopHost(p => Policy(p, new RecordingPolicy(id => id == "a" ? 8 : 1)).Configure(options => options.MinimumBaselineProbability = 0.3));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { BaselineActionId = baseline });

        Assert.Equal(expected, decision.Ranking.Single(action => action.ActionId == baseline).Propensity, 1e-12);
        Assert.Equal(1, decision.Ranking.Sum(action => action.Propensity), 1e-12);
        if (baseline == "b")
            Assert.Equal(0.7 * 8 / 9, decision.Ranking.Single(action => action.ActionId == "a").Propensity, 1e-12);
    }

    [Fact]
    public async Task RollBack_PolicyWorseThanTheBaseline_RestoresItsStateAndFallsBackUntilItIsNot()
    {
        var audit = new AuditList();
        var policy = new RecordingPolicy(id => id == "a" ? 8 : 1) { State = 1 };
        await using var host = new LoopHost(p =>
        {
            Policy(p, policy).Configure(options => (options.MinimumBaselineProbability, options.RollBackWindow) = (0.2, 400));
            p.Services.AddSingleton<IAuditSink>(audit);
        });
        var random = new Random(3);

        await RunAsync(host, random, 400, best: "a");
        Assert.Equal(GuardrailState.Watching, host.Loop.GetStatistics().Guardrail!.State);
        policy.State = 2;

        await RunAsync(host, random, 400, best: "b");
        GuardrailStatistics fallen = host.Loop.GetStatistics().Guardrail!;
        Assert.Equal(GuardrailState.FallenBack, fallen.State);
        Assert.Equal(1, fallen.RollBacks);
        Assert.True(fallen.BaselineAdvantageLowerBound > 0);
        Assert.Equal(1, policy.State);
        Assert.Contains(audit.Events, entry => entry.Kind == "policy-rolled-back" && entry.Subject == "default");
        ComponentHealth health = await host.Services.GetServices<IHealthProbe>().Single(probe => probe.Component == "personalization").CheckAsync();
        Assert.Equal(HealthState.Degraded, health.State);
        Assert.Equal(800, health.Metrics["decisions"].Value);
        Decision held = await host.Loop.DecideAsync(LoopHost.Request() with { BaselineActionId = "b" });
        Assert.Equal(0.9 + (0.1 * 0.1), held.Ranking.Single(action => action.ActionId == "b").Propensity, 1e-12);

        await RunAsync(host, random, 800, best: "a");
        GuardrailStatistics recovered = host.Loop.GetStatistics().Guardrail!;
        Assert.Equal(GuardrailState.Watching, recovered.State);
        Assert.Equal(1, recovered.Recoveries);
    }

    [Fact]
    public async Task RollBack_PolicyAsGoodAsTheBaseline_IsLeftAlone()
    {
        await using var host = new LoopHost(p => Policy(p, new RecordingPolicy(id => id == "a" ? 8 : 1)).Configure(options => (options.MinimumBaselineProbability, options.RollBackWindow) = (0.2, 100)));
        var random = new Random(11);
        await RunAsync(host, random, 3000, best: "none");

        Assert.Equal(0, host.Loop.GetStatistics().Guardrail!.RollBacks);
    }

    [Fact]
    public async Task Options_WindowWithoutMinimum_IsRejected()
    {
        await using var host = new LoopHost(p => p.Configure(options => options.RollBackWindow = 100));
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(async () => await host.Loop.DecideAsync(LoopHost.Request()));
        Assert.Contains("MinimumBaselineProbability", exception.Message, StringComparison.Ordinal);
    }

    private static IPersonalizationBuilder Policy(IPersonalizationBuilder builder, RecordingPolicy policy) =>
        builder.UsePolicy<RecordingPolicy>("recording", r => r.Factory = (_, _) => policy);

    private static async Task RunAsync(LoopHost host, Random random, int count, string best)
    {
        for (int i = 0; i < count; i++)
        {
            Decision decision = await host.Loop.DecideAsync(LoopHost.Request() with { BaselineActionId = "b" });
            await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = random.NextDouble() < (decision.ChosenActionId == best ? 0.9 : 0.3) ? 1 : 0 });
        }
    }

    private sealed class AuditList : IAuditSink
    {
        public List<AuditEvent> Events { get; } = [];

        public ValueTask RecordAsync(AuditEvent auditEvent, CancellationToken cancellationToken = default)
        {
            Events.Add(auditEvent);
            return ValueTask.CompletedTask;
        }
    }
}
