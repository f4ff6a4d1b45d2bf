using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Core;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Bandits;

/// <summary>
/// Progressive loss of a policy on multiclass sets: the label is the action, the reward is 1 when it is right, and only that is told. Speed and
/// allocation are of the policy's steps alone, after encoding: the best of three passes, and the second half of the first.
/// </summary>
public sealed class BanditsMeasure : IMeasure
{
    private const int TimedPasses = 3;

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
        Pass first = Run(set, order, algorithm, arguments.Seed, cancellationToken);
        if (arguments.Predictions is { } folder)
            File.WriteAllLines(Path.Combine(folder, set.Name + ".txt"), first.Choices.Select(choice => string.Create(CultureInfo.InvariantCulture, $"{set.Labels[choice.Action]} {choice.Propensity:R}")));
        // The same pass again: how fast it is once compiled, and undisturbed at least once.
        double decisionsPerSecond = first.DecisionsPerSecond;
        for (int i = 1; i < TimedPasses; i++)
            decisionsPerSecond = Math.Max(decisionsPerSecond, Run(set, order, algorithm, arguments.Seed, cancellationToken).DecisionsPerSecond);
        double shuffled = 0;
        for (int i = 1; i <= shuffles; i++)
        {
            int seed = unchecked(arguments.Seed + (7919 * i));
            new Random(seed).Shuffle(order);
            shuffled += Run(set, order, algorithm, seed, cancellationToken).Loss / shuffles;
        }

        return new SetScore(set.Name, set.Rows.Count, set.Labels.Count, first.Loss, shuffled, decisionsPerSecond, first.AllocatedBytesPerStep);
    }

    private static Pass Run(BanditSet set, int[] order, string algorithm, int seed, CancellationToken cancellationToken)
    {
        using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddPersonalization(Policies[algorithm]))
            .BuildServiceProvider();
        IDecisionPolicy policy = services.GetRequiredKeyedService<IDecisionPolicy>($"{PersonalizationLoop.DefaultName}/{algorithm}");
        var encoder = new FeatureEncoder();
        var actions = new ReadOnlyMemory<PolicyAction>([.. set.Labels.Select(label => new PolicyAction(label))]);
        // The encoder knows no labels and no decisions: row by row beforehand is the same as in between.
        PolicyInput[] inputs = [.. order.Select(row => new PolicyInput(encoder.EncodeNext(set.Rows[row].Features), actions))];
        var random = new Random(seed);
        double[] probabilities = new double[set.Labels.Count];
        var choices = new (int Action, double Propensity)[order.Length];
        int wrong = 0;
        long allocated = 0;
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < order.Length; i++)
        {
            if (i == order.Length / 2)
                allocated = GC.GetAllocatedBytesForCurrentThread();
            cancellationToken.ThrowIfCancellationRequested();
            policy.GetProbabilities(inputs[i], probabilities);
            int chosen = Draw(probabilities, random.NextDouble());
            choices[i] = (chosen, probabilities[chosen]);
            bool isRight = chosen == set.Rows[order[i]].Label;
            wrong += isRight ? 0 : 1;
            policy.Learn(inputs[i], chosen, isRight ? 1 : 0, probabilities[chosen]);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return new Pass(wrong / (double)order.Length, order.Length / seconds, allocated / (double)(order.Length - (order.Length / 2)), choices);
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
        figures.AddRange(scores.Select(score => KeyValuePair.Create($"loss_{score.Key}", score.Loss)));
        figures.Add(KeyValuePair.Create("mean_loss", scores.Average(score => score.Loss)));
        if (shuffles > 0)
        {
            figures.AddRange(scores.Select(score => KeyValuePair.Create($"shuffled_loss_{score.Key}", score.ShuffledLoss)));
            figures.Add(KeyValuePair.Create("mean_shuffled_loss", scores.Average(score => score.ShuffledLoss)));
        }

        figures.AddRange(scores.Select(score => KeyValuePair.Create($"decisions_per_second_{score.Key}", score.DecisionsPerSecond)));
        figures.AddRange(scores.Select(score => KeyValuePair.Create($"allocated_bytes_per_step_{score.Key}", score.AllocatedBytesPerStep)));
        figures.Add(KeyValuePair.Create("allocated_bytes_per_step", scores.Select(score => score.AllocatedBytesPerStep).Order().ElementAt(scores.Count / 2)));
        return new MeasureResult
        {
            Columns = ["set", "rows", "actions", "loss", .. shuffles > 0 ? ["shuffled loss"] : Array.Empty<string>(), "decisions/s", "bytes/step"],
            Rows = [.. scores.Select(score => (IReadOnlyList<string>)[
                score.Name,
                score.Rows.ToString(CultureInfo.InvariantCulture),
                score.Actions.ToString(CultureInfo.InvariantCulture),
                score.Loss.ToString("F4", CultureInfo.InvariantCulture),
                .. shuffles > 0 ? [score.ShuffledLoss.ToString("F4", CultureInfo.InvariantCulture)] : Array.Empty<string>(),
                score.DecisionsPerSecond.ToString("N0", CultureInfo.InvariantCulture),
                score.AllocatedBytesPerStep.ToString("F1", CultureInfo.InvariantCulture)])],
            Figures = figures,
        };
    }

    private sealed record Pass(double Loss, double DecisionsPerSecond, double AllocatedBytesPerStep, (int Action, double Propensity)[] Choices);

    private sealed record SetScore(string Name, int Rows, int Actions, double Loss, double ShuffledLoss, double DecisionsPerSecond, double AllocatedBytesPerStep)
    {
        public string Key { get; } = string.Concat(Name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '_'));
    }
}
