using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Snippets;

internal static class PeopleSnippets
{
    public static void Register(HostApplicationBuilder builder)
    {
        // snippet-start: per-user-register
        builder.Services.AddAdvancedRl(builder.Configuration.GetSection("AdvancedRl"), rl => rl
            .UseFileUserStates("/var/lib/app/users")                 // without: in memory
            .AddPersonalization(loop => loop.UsePerUser(options => options.CachedUsers = 100_000)));
        // snippet-end
    }

    public static async Task Decide(
        IUserDecisionPolicy policy, string userKey, FeatureVector context, PolicyAction[] actions, double[] probabilities, int chosen, double reward, Stream file, CancellationToken cancellationToken)
    {
        // snippet-start: per-user-policy
        await policy.PrepareUserAsync(userKey, cancellationToken);       // at once when in memory
        var input = new PolicyInput(context, actions, userKey: userKey);
        policy.GetProbabilities(input, probabilities);
        policy.Learn(input, chosen, reward, probabilities[chosen]);

        await policy.FlushUsersAsync(cancellationToken);                 // before the process ends, and now and then
        await policy.SaveAsync(file, cancellationToken);                 // the population; users are in their store
        // snippet-end
    }

    public static void RegisterEnsembles(HostApplicationBuilder builder)
    {
        // snippet-start: ensembles-use
        builder.Services.AddAdvancedRl(rl => rl
            .AddPersonalization("search", loop => loop.UseOnlineBagging(options => options.Members = 20))
            .AddPersonalization("news", loop => loop.UseCover())
            .AddPersonalization("gallery", loop => loop.UseNeighbors(options => options.Exploration = ExplorationRule.InverseGap))
            .AddPersonalization("exercises", loop => loop.UseTrees()));
        // snippet-end
    }

    public static void RegisterContinuous(HostApplicationBuilder builder)
    {
        // snippet-start: continuous-register
        builder.Services.AddAdvancedRl(rl => rl
            .AddContinuousPolicy("reminder-hours", options => (options.Minimum, options.Maximum) = (1, 48)));
        // snippet-end
    }

    public static void DecideContinuous(IContinuousPolicy policy, FeatureVector context, Random random, double reward)
    {
        // snippet-start: continuous-decide
        ContinuousDensity density = policy.GetDensity(context);
        double hours = density.Draw(random.NextDouble(), random.NextDouble());
        double chosenDensity = density.At(hours);                        // keep it: learning and evaluation need it

        policy.Learn(context, hours, chosenDensity, reward);
        // snippet-end
    }

    public static void EvaluateContinuous(IEnumerable<ContinuousEvent> log)
    {
        // snippet-start: continuous-evaluate
        ContinuousEstimate estimate = ContinuousEvaluator.Evaluate(log, target: _ => 12, bandwidth: 2, minimum: 1, maximum: 48);
        Console.WriteLine($"{estimate.Value:F3} ± {2 * estimate.StandardError:F3} from {estimate.EffectiveSampleSize:F0} decisions' worth");
        // snippet-end
    }
}
