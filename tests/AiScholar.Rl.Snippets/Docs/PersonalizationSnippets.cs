using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class PersonalizationSnippets
{
    public static void Loops(IServiceCollection services, IConfiguration configuration)
    {
        // snippet-start: personalization-loops
        services.AddAdvancedRl(configuration.GetSection("AdvancedRl"), rl => rl
            .AddPersonalization(p => p.AddDefaults())
            .AddPersonalization("reading-list", p => p.UseLinUcb(linUcb => linUcb.FinalEpsilon = 0.05)));
        // snippet-end
    }

    public static void Rollout(IServiceCollection services, IConfiguration configuration)
    {
        // snippet-start: personalization-rollout
        services.AddAdvancedRl(configuration.GetSection("AdvancedRl"), rl => rl
            .AddPersonalization(p => p
                .AddDefaults()
                .UseShadow(shadow => shadow.UseLinUcb(linUcb => linUcb.Alpha = 1))
                .Configure(options =>
                {
                    options.MinimumBaselineProbability = 0.1;
                    options.RollBackWindow = 1000;
                })));
        // snippet-end
    }

    public static async Task Decide(IPersonalizer personalizer, string userId)
    {
        // snippet-start: personalization-decide
        Decision decision = await personalizer.DecideAsync(new DecisionRequest
        {
            UserId = userId,
            Context = [Feature.Categorical("task", "literature-review"), Feature.Numeric("papers-read", 12), Feature.Tags("topics", ["graphs", "bandits"])],
            Actions = [new DecisionAction { Id = "survey" }, new DecisionAction { Id = "preprint" }, new DecisionAction { Id = "dataset" }],
            ExcludedActionIds = ["dataset"],
        });

        RewardResult result = await personalizer.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 0.8, RewardId = "click-1" });
        // snippet-end
        Console.WriteLine(result.Status);
    }

    public static async Task Adapt(IPersonalizer personalizer, UserProfile profile, UserContext context)
    {
        // snippet-start: personalization-adapt
        AdaptationResult result = await personalizer.AdaptAsync(profile, context);
        foreach (Adaptation adaptation in result.Adaptations)
            Console.WriteLine($"{adaptation.Kind}: {adaptation.Value} ({adaptation.Confidence:P0})");

        await personalizer.LearnAsync(new Feedback { UserId = profile.UserId, Adaptations = result.Adaptations, Reward = 1 });
        // snippet-end
    }
}
