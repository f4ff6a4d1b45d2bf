using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

[Trait("Category", "Unit")]
public sealed class UserDataTests
{
    [Fact]
    public async Task ForgetUserAsync_OnePerson_LeavesTheOthers()
    {
        await using var host = new LoopHost(root: rl => rl.AddPersonalization("reading-list", _ => { }));
        var profiles = host.Services.GetRequiredService<IUserProfileStore>();
        await profiles.SaveAsync(new UserProfile { UserId = "ada" });
        await profiles.SaveAsync(new UserProfile { UserId = "bob" });
        await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.DecideAsync(LoopHost.Request() with { UserId = "bob" });
        await host.Loop.DecideAsync(LoopHost.Request() with { TenantId = "other" });
        await host.Services.GetRequiredKeyedService<IPersonalizer>("reading-list").DecideAsync(LoopHost.Request());

        Assert.Equal(2, await host.Loop.ForgetUserAsync("ada"));

        Assert.Single(await host.LogAsync());
        Assert.Empty(await host.LogAsync("reading-list"));
        Assert.Null(await profiles.FindAsync("", "ada"));
        Assert.NotNull(await profiles.FindAsync("", "bob"));
        Assert.Equal(0, await host.Loop.ForgetUserAsync("ada"));
        Assert.Equal(1, await host.Loop.ForgetUserAsync("ada", "other"));
    }

    [Fact]
    public async Task ForgetUserAsync_PolicyWithUserState_ForgetsItToo()
    {
        var policy = new UserPolicy();
        await using var host = new LoopHost(p => p.UsePolicy<UserPolicy>("user", r => r.Factory = (_, _) => policy));
        Decision decision = await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1 });
        string key = Assert.Single(await host.LogAsync()).UserKey!;
        Assert.Equal([key, key], policy.Prepared);

        await host.Loop.ForgetUserAsync("ada");
        Assert.Equal([key], policy.Forgotten);
    }

    [Fact]
    public async Task ForgetUserAsync_AuditSinkFails_ForgetsAllTheSame()
    {
        await using var host = new LoopHost(p => p.Services.AddSingleton<IAuditSink, FailingSink>());
        await host.Loop.DecideAsync(LoopHost.Request());

        Assert.Equal(1, await host.Loop.ForgetUserAsync("ada"));
        Assert.Empty(await host.LogAsync());
    }

    [Fact]
    public async Task ExportUserAsync_OnePerson_GivesTheirEventsOfEveryLoop()
    {
        await using var host = new LoopHost(root: rl => rl.AddPersonalization("reading-list", _ => { }));
        await host.Loop.DecideAsync(LoopHost.Request());
        await host.Loop.DecideAsync(LoopHost.Request() with { UserId = "bob" });
        await host.Services.GetRequiredKeyedService<IPersonalizer>("reading-list").DecideAsync(LoopHost.Request());

        List<string> loops = [];
        await foreach (LoggedDecision decision in host.Loop.ExportUserAsync("ada"))
            loops.Add(decision.LoopName);
        Assert.Equal(["default", "reading-list"], loops.Order());
    }

    [Fact]
    public async Task ProfileStore_Full_DropsTheOneSavedLongestAgo()
    {
        await using var host = new LoopHost(root: rl => rl.Services.Configure<InMemoryUserProfileOptions>(options => options.Capacity = 2));
        var profiles = host.Services.GetRequiredService<IUserProfileStore>();
        foreach (string user in (string[])["a", "b", "a", "c"])
            await profiles.SaveAsync(new UserProfile { UserId = user });

        Assert.NotNull(await profiles.FindAsync("", "a"));
        Assert.Null(await profiles.FindAsync("", "b"));
        Assert.NotNull(await profiles.FindAsync("", "c"));
        Assert.True(await profiles.ForgetAsync("", "a"));
        Assert.False(await profiles.ForgetAsync("", "a"));
    }

    private sealed class FailingSink : IAuditSink
    {
        public ValueTask RecordAsync(AuditEvent auditEvent, CancellationToken cancellationToken = default) => throw new IOException("full");
    }

    private sealed class UserPolicy : IUserDecisionPolicy
    {
        public List<string> Prepared { get; } = [];

        public List<string> Forgotten { get; } = [];

        public void GetProbabilities(in PolicyInput input, Span<double> probabilities) => probabilities.Fill(1.0 / probabilities.Length);

        public void Learn(in PolicyInput input, int actionIndex, double reward, double propensity)
        {
        }

        public ValueTask PrepareUserAsync(string userKey, CancellationToken cancellationToken = default)
        {
            Prepared.Add(userKey);
            return ValueTask.CompletedTask;
        }

        public ValueTask FlushUsersAsync(CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask<bool> ForgetUserAsync(string userKey, CancellationToken cancellationToken = default)
        {
            Forgotten.Add(userKey);
            return ValueTask.FromResult(true);
        }

        public ValueTask SaveAsync(Stream destination, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;

        public ValueTask LoadAsync(Stream source, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
