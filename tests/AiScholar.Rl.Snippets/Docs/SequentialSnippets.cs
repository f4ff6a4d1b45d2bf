using AiScholar.Rl.Core;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class SequentialSnippets
{
    public static void Register(IServiceCollection services)
    {
        // snippet-start: sequential-neural-linear
        services.AddAdvancedRl(rl => rl.AddPersonalization(p => p
            .AddDefaults()
            .UseNeuralLinear(policy =>
            {
                policy.HiddenWidth = 64;
                policy.TrainInBackground = true;
            })));
        // snippet-end
    }

    public static async Task Learn(IServiceProvider services, CancellationToken cancellationToken)
    {
        // snippet-start: sequential-build
        var encoder = new FeatureEncoder();
        var builder = new TrajectoryBuilder(encoder, sessionGap: TimeSpan.FromMinutes(30));
        await builder.AddAsync(services.GetRequiredService<IExperienceStore>(), new ExperienceQuery { LoopName = PersonalizationLoop.DefaultName }, cancellationToken);
        TrajectorySet log = builder.Build();
        // snippet-end

        // snippet-start: sequential-learn
        ITrajectoryLearner learner = services.GetRequiredService<ITrajectoryLearner>();
        var options = new ConservativeQOptions { DiscountFactor = 0.95, Seed = 1 };
        SequentialPolicy policy = await learner.LearnAsync(log, options, cancellationToken);
        // snippet-end

        // snippet-start: sequential-evaluate
        TrajectoryEvaluation found = await learner.EvaluateAsync(
            log,
            (step, probabilities) => probabilities[policy.GetBestAction(step.State.Span, step.Available)] = 1,
            options,
            cancellationToken);
        Console.WriteLine($"log {found.LoggedValue:F3}, fitted Q {found.FittedQ:F3}, DR {found.DoublyRobust:F3} ± {found.DoublyRobustStandardError:F3}, {found.EffectiveSampleSize:F0} trajectories' worth");
        // snippet-end
    }
}
