using AiScholar.Rl.Core;
using AiScholar.Rl.Personalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class MigrationSnippets
{
    public static async Task Calls(IPersonalizer personalizer)
    {
        // snippet-start: migration-rank-reward
        Decision decision = await personalizer.DecideAsync(new DecisionRequest            // Rank
        {
            EventId = "visit-17",
            Context = [Feature.Categorical("time-of-day", "evening"), Feature.Numeric("visits", 3, "user")],
            Actions =
            [
                new DecisionAction { Id = "pasta", Features = [Feature.Categorical("cuisine", "italian")] },
                new DecisionAction { Id = "salad", Features = [Feature.Categorical("cuisine", "any"), Feature.Tags("diet", ["vegan", "raw"])] },
                new DecisionAction { Id = "steak" },
            ],
            ExcludedActionIds = ["steak"],
            BaselineActionId = "pasta",                                                   // Personalizer: the first action
            DeferActivation = true,                                                       // Personalizer: deferActivation
        });
        Console.WriteLine(decision.ChosenActionId);                                       // rewardActionId

        await personalizer.ActivateAsync(decision.EventId);                               // Activate
        await personalizer.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = 1 });   // Reward
        // snippet-end
    }

    public static async Task MultiSlot(IPersonalizer personalizer, IReadOnlyList<DecisionAction> actions)
    {
        // snippet-start: migration-multi-slot
        Decision slate = await personalizer.DecideAsync(new DecisionRequest { Actions = actions, SlotCount = 3 });
        foreach (SlotDecision slot in slate.Slots)
            Console.WriteLine($"{slot.Slot}: {slot.ActionId} ({slot.Propensity:P0})");
        await personalizer.RewardAsync(new RewardRequest { EventId = slate.EventId, Slot = 1, Value = 1 });
        // snippet-end
    }

    public static void Settings(IServiceCollection services, IConfiguration configuration)
    {
        // snippet-start: migration-settings
        services.AddAdvancedRl(configuration.GetSection("AdvancedRl"), rl => rl
            .AddPersonalization(p => p
                .AddDefaults()
                .Configure(options =>
                {
                    options.RewardWindow = TimeSpan.FromMinutes(10);    // reward wait time
                    options.DefaultReward = 0;                          // default reward
                    options.Mode = LoopMode.Apprentice;                 // learning behaviour
                })));
        // snippet-end
    }

    public static async Task Import(IExperienceStore store, IPersonalizer personalizer)
    {
        // snippet-start: migration-logs
        await using FileStream file = File.OpenRead("personalizer-2026-09.json");
        DecisionLogSummary summary = await store.ImportAsync(DsjsonLog.ReadAsync(file));
        Console.WriteLine($"{summary.DecisionCount} decisions, {summary.BadLineCount} lines that could not be read");
        foreach (DecisionLogError error in summary.BadLines)
            Console.WriteLine($"line {error.LineNumber}: {error.Reason}");

        long learned = await personalizer.ReplayAsync(store.ReadAsync(new ExperienceQuery { LoopName = personalizer.LoopName }));
        // snippet-end
        Console.WriteLine(learned);
    }

    public static async Task Export(IExperienceStore store)
    {
        // snippet-start: migration-export
        await using FileStream file = File.Create("decisions.dsjson");
        await DsjsonLog.WriteAsync(file, store.ReadAsync(new ExperienceQuery { LoopName = PersonalizationLoop.DefaultName }));
        // snippet-end
    }

    public static void Vowpal(IServiceCollection services)
    {
        // snippet-start: migration-vw
        services.AddAdvancedRl(rl => rl
            .AddPersonalization(p => p
                .AddDefaults()
                .UseSquareCb(squareCb => squareCb.GammaScale = 20)                     // --cb_explore_adf --squarecb --gamma_scale 20
                .ConfigureFeatures(features => features.Interactions.Add("User*Time"))));  // -q UT
        // snippet-end
    }

    public static async Task VowpalText(IDecisionPolicy policy)
    {
        // snippet-start: migration-vw-text
        await using FileStream file = File.OpenRead("train.dat");
        var contexts = new FeatureEncoder();
        var actions = new FeatureEncoder();
        long learned = await policy.LearnFromAsync(VowpalTextLog.ReadAsync(file).DecisionsAsync(), contexts, actions);
        // snippet-end
        Console.WriteLine(learned);
    }
}
