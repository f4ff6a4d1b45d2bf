using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.Personalization.Tests;

/// <summary>A container with the built-ins of personalization, a fixed seed and a clock that stands still.</summary>
internal sealed class LoopHost : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    public LoopHost(Action<IPersonalizationBuilder>? configure = null, int seed = 1, Action<IAdvancedRlBuilder>? root = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        _services = services
            .AddAdvancedRl(rl =>
            {
                rl.Configure(options => options.Seed = seed).AddPersonalization(p =>
                {
                    p.AddDefaults();
                    configure?.Invoke(p);
                });
                root?.Invoke(rl);
            })
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    public IServiceProvider Services => _services;

    public IPersonalizer Loop => _services.GetRequiredService<IPersonalizer>();

    public IExperienceStore Store => _services.GetRequiredService<IExperienceStore>();

    public static DecisionRequest Request(string context = "x", params string[] actions) => new()
    {
        UserId = "ada",
        Context = [Feature.Categorical("c", context)],
        Actions = [.. (actions.Length > 0 ? actions : ["a", "b", "c"]).Select(id => new DecisionAction { Id = id })],
    };

    public async Task<List<LoggedDecision>> LogAsync(string loop = PersonalizationLoop.DefaultName)
    {
        List<LoggedDecision> log = [];
        await foreach (LoggedDecision decision in Store.ReadAsync(new ExperienceQuery { LoopName = loop }))
            log.Add(decision);
        return log;
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
