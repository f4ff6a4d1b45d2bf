using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Latency;

/// <summary>How long single calls of a loop take through the public API, in memory, one caller: decisions over featureless actions, and over actions with features of their own.</summary>
public sealed class LatencyMeasure : IMeasure
{
    private const int Requests = 1000;

    public string Name => "latency";

    public string Usage => "[--actions N] [--features N] [--categorical N] [--calls N] [--policy default|lin-ucb|uniform]";

    public bool NeedsData => false;

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        int actions = arguments.Integer("actions", 10, 2), features = arguments.Integer("features", 32, 1), calls = arguments.Integer("calls", 100_000, 1000);
        int categorical = arguments.Integer("categorical", 0, 0);
        string policy = arguments.Text("policy") ?? "default";
        arguments.RejectUnknown();
        var histograms = new List<LatencyHistogram>();
        foreach (bool withFeatures in (bool[])[false, true])
        {
            progress.Report(withFeatures ? 1 : 0, 2, withFeatures ? "actions with features" : "featureless actions");
            histograms.AddRange(await MeasureAsync(CreateRequests(actions, features, categorical, withFeatures, arguments.Seed), policy, calls, withFeatures ? "_action_features" : "", cancellationToken));
        }

        progress.Report(2, 2, "done");
        return new MeasureResult
        {
            Columns = ["call", "calls", "p50 us", "p90 us", "p99 us", "p99.9 us", "max us", "bytes"],
            Rows = [.. histograms.Select(histogram => histogram.ToRow())],
            Figures =
            [
                new("actions", actions), new("features", features), new("calls", calls),
                .. histograms.SelectMany(histogram => histogram.ToFigures()),
            ],
        };
    }

    private static async Task<LatencyHistogram[]> MeasureAsync(DecisionRequest[] requests, string policy, int calls, string suffix, CancellationToken cancellationToken)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddDefaults().AddPersonalization(p => Use(p, policy)).Configure(options => options.Seed = 1))
            .BuildServiceProvider();
        var loop = services.GetRequiredService<IPersonalizer>();
        LatencyHistogram decide = new($"decide{suffix}", calls), reward = new($"reward{suffix}", calls);
        for (int i = -(calls / 2); i < calls; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            DecisionRequest request = requests[(i + calls) % requests.Length];
            long bytes = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
            Decision decision = await loop.DecideAsync(request, cancellationToken);
            long decided = Stopwatch.GetTimestamp(), middle = GC.GetAllocatedBytesForCurrentThread();
            var earned = new RewardRequest { EventId = decision.EventId, Value = decision.ChosenActionId == "action-1" ? 1 : 0 };
            long before = Stopwatch.GetTimestamp();
            await loop.RewardAsync(earned, cancellationToken);
            long after = Stopwatch.GetTimestamp();
            if (i < 0)
                continue;
            decide.Add(i, decided - start, middle - bytes);
            reward.Add(i, after - before, GC.GetAllocatedBytesForCurrentThread() - middle);
        }

        return [decide, reward];
    }

    private static void Use(IPersonalizationBuilder builder, string policy)
    {
        switch (policy)
        {
            case "default":
                break;
            case "lin-ucb":
                builder.UseLinUcb();
                break;
            case "uniform":
                builder.UseUniform();
                break;
            default:
                throw new MeasureInputException($"--policy is '{policy}'; there are default, lin-ucb and uniform.");
        }
    }

    private static DecisionRequest[] CreateRequests(int actions, int features, int categorical, bool withFeatures, int seed)
    {
        var random = new Random(seed);
        var requests = new DecisionRequest[Requests];
        for (int i = 0; i < requests.Length; i++)
        {
            requests[i] = new DecisionRequest
            {
                UserId = string.Create(CultureInfo.InvariantCulture, $"user-{random.Next(100)}"),
                Context = CreateFeatures(features, categorical, "context", random),
                Actions = [.. Enumerable.Range(0, actions).Select(action => new DecisionAction
                {
                    Id = $"action-{action}",
                    Features = withFeatures ? CreateFeatures(features, categorical, "action", random) : FeatureSet.Empty,
                })],
            };
        }

        return requests;
    }

    private static FeatureSet CreateFeatures(int count, int categorical, string space, Random random)
    {
        var features = new Feature[count];
        for (int i = 0; i < count; i++)
            features[i] = i < categorical ? Feature.Categorical($"f{i}", $"v{random.Next(4)}", space) : Feature.Numeric($"f{i}", random.NextDouble(), space);
        return FeatureSet.Create(features);
    }
}
