using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Personalization.Tests;

/// <summary>The online predictors in a container, and short ways to feed them.</summary>
internal static class Predictors
{
    public static ServiceProvider Services(Action<IPersonalizationBuilder>? add = null) => new ServiceCollection()
        .AddAdvancedRl(rl => rl.AddPersonalization(p =>
        {
            p.AddDefaults();
            add?.Invoke(p);
        }))
        .BuildServiceProvider();

    public static IBehaviorPredictor Get(IServiceProvider services, string name) => services.GetRequiredKeyedService<IBehaviorPredictor>($"{PersonalizationLoop.DefaultName}/{name}");

    public static UserAction Action(string name, DateTimeOffset at = default) => new() { ActionType = new ActionType(name), Timestamp = at };

    public static UserContext Context(params string[] recent) => new() { UserId = "u", RecentActions = [.. recent.Select(name => Action(name))] };

    public static async Task ObserveAsync(IBehaviorPredictor predictor, string session, params string[] actions)
    {
        for (int i = 0; i < actions.Length; i++)
            await predictor.ObserveAsync(Context(actions[..i]) with { SessionId = session }, Action(actions[i]));
    }

    public static async Task<string> NextAsync(IBehaviorPredictor predictor, params string[] recent) => (await predictor.PredictNextActionAsync(Context(recent)))!.ActionType.Value;

    /// <summary>Saves one predictor and loads it into another.</summary>
    public static async Task CopyAsync(IBehaviorPredictor from, IBehaviorPredictor to)
    {
        using var saved = new MemoryStream();
        await ((ISavableState)from).SaveAsync(saved);
        saved.Position = 0;
        await ((ISavableState)to).LoadAsync(saved);
    }
}
