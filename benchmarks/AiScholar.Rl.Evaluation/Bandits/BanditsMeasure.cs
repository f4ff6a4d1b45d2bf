using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Core;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Bandits;

/// <summary>Progressive loss of a policy on multiclass sets: the label is the action, the reward is 1 when it is right, and only that is told.</summary>
public sealed class BanditsMeasure : IMeasure
{
    private static readonly Dictionary<string, Action<IPersonalizationBuilder>> Policies = new(StringComparer.Ordinal)
    {
        [BanditBuilderExtensions.PortfolioName] = loop => loop.AddDefaultPolicy(),
        [BanditBuilderExtensions.LinUcbName] = loop => loop.UseLinUcb(),
        [BanditBuilderExtensions.EpsilonGreedyName] = loop => loop.UseEpsilonGreedy(),
        [BanditBuilderExtensions.ThompsonSamplingName] = loop => loop.UseThompsonSampling(),
        [BanditBuilderExtensions.SquareCbName] = loop => loop.UseSquareCb(),
        [BanditBuilderExtensions.RegCbName] = loop => loop.UseRegCb(),
        [BanditBuilderExtensions.UniformName] = loop => loop.UseUniform(),
    };

    public string Name => "bandits";

    public string Usage => "--data TAR.GZ|FOLDER|FILE.vw [--algorithm portfolio|lin-ucb|…] [--shuffles N]";

    public Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string algorithm = arguments.Text("algorithm") ?? BanditBuilderExtensions.PortfolioName;
        int shuffles = arguments.Integer("shuffles", 0, 0);
        arguments.RejectUnknown();
        if (algorithm == "linucb")
            algorithm = BanditBuilderExtensions.LinUcbName;
        if (!Policies.ContainsKey(algorithm))
            throw new MeasureInputException($"--algorithm is '{algorithm}'; there are {string.Join(", ", Policies.Keys)}.");
        if (arguments.Predictions is { } folder)
            Directory.CreateDirectory(folder);

        BanditSet[] sets = [.. BanditSet.ReadAll(arguments.Data, arguments.Limit)];
        var scores = new List<SetScore>();
        foreach (BanditSet set in sets)
        {
            progress.Report(scores.Count, sets.Length, set.Name);
            scores.Add(Score(set, algorithm, shuffles, arguments, cancellationToken));
        }

        progress.Report(sets.Length, sets.Length, "done");
        return Task.FromResult(ToResult(scores, shuffles));
    }

    private static SetScore Score(BanditSet set, string algorithm, int shuffles, MeasureArguments arguments, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, set.Rows.Count)];
        string? predictions = arguments.Predictions is { } folder ? Path.Combine(folder, set.Name + ".txt") : null;
        Pass first = Run(set, order, algorithm, arguments.Seed, predictions, cancellationToken);
        double shuffled = 0;
        for (int i = 1; i <= shuffles; i++)
        {
            int seed = unchecked(arguments.Seed + (7919 * i));
            new Random(seed).Shuffle(order);
            shuffled += Run(set, order, algorithm, seed, null, cancellationToken).Loss / shuffles;
        }

        return new SetScore(set.Name, set.Rows.Count, set.Labels.Count, first, shuffled);
    }

    private static Pass Run(BanditSet set, int[] order, string algorithm, int seed, string? predictions, CancellationToken cancellationToken)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(Policies[algorithm]))
            .BuildServiceProvider();
        IDecisionPolicy policy = services.GetRequiredKeyedService<IDecisionPolicy>($"{PersonalizationLoop.DefaultName}/{algorithm}");
        var encoder = new FeatureEncoder();
        var random = new Random(seed);
        var actions = new ReadOnlyMemory<PolicyAction>([.. set.Labels.Select(label => new PolicyAction(label))]);
        double[] probabilities = new double[set.Labels.Count];
        using StreamWriter? writer = predictions is null ? null : new StreamWriter(predictions);
        int wrong = 0;
        long ticks = 0;
        foreach (int row in order)
        {
            cancellationToken.ThrowIfCancellationRequested();
            (FeatureSet features, int label) = set.Rows[row];
            var input = new PolicyInput(encoder.EncodeNext(features), actions);
            long start = Stopwatch.GetTimestamp();
            policy.GetProbabilities(input, probabilities);
            int chosen = Draw(probabilities, random.NextDouble());
            ticks += Stopwatch.GetTimestamp() - start;

            bool isRight = chosen == label;
            wrong += isRight ? 0 : 1;
            writer?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{set.Labels[chosen]} {probabilities[chosen]:R}"));

            start = Stopwatch.GetTimestamp();
            policy.Learn(input, chosen, isRight ? 1 : 0, probabilities[chosen]);
            ticks += Stopwatch.GetTimestamp() - start;
        }

        return new Pass(wrong / (double)order.Length, order.Length / (ticks / (double)Stopwatch.Frequency));
    }

    private static int Draw(ReadOnlySpan<double> probabilities, double uniform)
    {
        int last = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            if (probabilities[i] <= 0)
                continue;
            last = i;
            uniform -= probabilities[i];
            if (uniform < 0)
                break;
        }

        return last;
    }

    private static MeasureResult ToResult(List<SetScore> scores, int shuffles)
    {
        var figures = new List<KeyValuePair<string, double>>();
        figures.AddRange(scores.Select(score => KeyValuePair.Create($"loss_{score.Key}", score.First.Loss)));
        figures.Add(KeyValuePair.Create("mean_loss", scores.Average(score => score.First.Loss)));
        if (shuffles > 0)
        {
            figures.AddRange(scores.Select(score => KeyValuePair.Create($"shuffled_loss_{score.Key}", score.ShuffledLoss)));
            figures.Add(KeyValuePair.Create("mean_shuffled_loss", scores.Average(score => score.ShuffledLoss)));
        }

        figures.AddRange(scores.Select(score => KeyValuePair.Create($"decisions_per_second_{score.Key}", score.First.DecisionsPerSecond)));
        return new MeasureResult
        {
            Columns = ["set", "rows", "actions", "loss", .. shuffles > 0 ? ["shuffled loss"] : Array.Empty<string>(), "decisions/s"],
            Rows = [.. scores.Select(score => (IReadOnlyList<string>)[
                score.Name,
                score.Rows.ToString(CultureInfo.InvariantCulture),
                score.Actions.ToString(CultureInfo.InvariantCulture),
                score.First.Loss.ToString("F4", CultureInfo.InvariantCulture),
                .. shuffles > 0 ? [score.ShuffledLoss.ToString("F4", CultureInfo.InvariantCulture)] : Array.Empty<string>(),
                score.First.DecisionsPerSecond.ToString("N0", CultureInfo.InvariantCulture)])],
            Figures = figures,
        };
    }

    private sealed record Pass(double Loss, double DecisionsPerSecond);

    private sealed record SetScore(string Name, int Rows, int Actions, Pass First, double ShuffledLoss)
    {
        public string Key { get; } = string.Concat(Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
    }
}
