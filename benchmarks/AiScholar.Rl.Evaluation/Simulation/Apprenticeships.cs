using AiScholar.Rl.Core;
using AiScholar.Rl.Personalization;
using AiScholar.Rl.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Simulation;

/// <summary>A loop that is the apprentice of a host with a known way of choosing: is the match rate that the loop reports the true one?</summary>
internal static class Apprenticeships
{
    public const int Steps = 2000;

    /// <param name="consistency">The share of decisions in which the host takes the action that earns most; else any other. The best that an apprentice can match.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Apprenticeship> RunAsync(double consistency, int seed, CancellationToken cancellationToken)
    {
        var witness = new Witness();
        await using ServiceProvider services = new ServiceCollection()
            .AddSingleton(witness)
            .AddAdvancedRl(rl => rl.Configure(options => options.Seed = seed).AddPersonalization(loop => loop
                .AddDefaults()
                .UsePolicy<WitnessPolicy>("witness")
                .Configure(static options => options.Mode = LoopMode.Apprentice)))
            .BuildServiceProvider();
        IPersonalizer loop = services.GetRequiredService<IPersonalizer>();
        var random = new Random(seed);
        double matches = 0, lately = 0;
        int index = 0;
        bool isHosts = true;
        foreach (EnvironmentStep step in new PreferenceBandit().Run(seed).Take(Steps))
        {
            int best = step.ExpectedRewards.Index().MaxBy(reward => reward.Item).Index;
            int host = random.NextDouble() < consistency ? best : (best + 1 + random.Next(step.Actions.Count - 1)) % step.Actions.Count;
            Decision decision = await loop.DecideAsync(new DecisionRequest { Context = step.Context, Actions = step.Actions, BaselineActionId = step.Actions[host].Id }, cancellationToken);
            isHosts &= decision.ChosenActionId == step.Actions[host].Id && decision.Propensity == 1;
            double match = witness.Matches(host);
            matches += match;
            lately += index++ >= Steps - 1000 ? match : 0;
            await loop.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = step.Rewards[host] }, cancellationToken);
        }

        ApprenticeStatistics told = loop.GetStatistics().Apprentice ?? throw new InvalidOperationException("The loop tells no match rate.");
        return new Apprenticeship(told.MatchRate, matches / Steps, told.RecentMatchRate, lately / 1000, isHosts);
    }
}

/// <summary>The match rates that the loop told and those that were, over all decisions and over the last 1,000, and whether every decision was the host's.</summary>
internal sealed record Apprenticeship(double Told, double True, double RecentTold, double RecentTrue, bool IsAlwaysTheHosts)
{
    public double Error => Math.Max(Math.Abs(Told - True), Math.Abs(RecentTold - RecentTrue));
}
