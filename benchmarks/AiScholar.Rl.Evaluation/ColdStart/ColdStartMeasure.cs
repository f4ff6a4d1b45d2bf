using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.ColdStart;

/// <summary>
/// Ratings of new users: a fifth of the users are held out, 10 of their ratings are the query and up to 10 others, in random order, the support. The learner is the registered
/// <see cref="IMetaLearner"/>, called as a host calls it, beside item bias + shrunken user offset. More splits of each new user's ratings take chance out of the figures; they are of the same users.
/// </summary>
public sealed class ColdStartMeasure : IMeasure
{
    private const int Queries = 10;
    private static readonly int[] SupportSizes = [0, 1, 3, 5, 10];

    /// <inheritdoc/>
    public string Name => "cold-start";

    /// <inheritdoc/>
    public string Usage => "--data FILE(.gz) of 'user item rating' lines [--seeds 5] [--splits 1] [--learner factors|bias-baseline|reptile|maml|anil]; --seed is the first seed";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        int seeds = arguments.Integer("seeds", 5, 1), splits = arguments.Integer("splits", 1, 1), first = arguments.Seed;
        string? learner = arguments.Text("learner"), predictions = arguments.Predictions;
        int? limit = arguments.Limit;
        arguments.RejectUnknown();
        List<MetaTask> users = RatingLog.Read(arguments.Data);
        if (limit is { } most)
            users = [.. users.Take(most)];
        using StreamWriter? writer = predictions is null ? null : new StreamWriter(predictions);
        writer?.WriteLine("seed\tuser\tn\titem\ttruth\tprediction\tbaseline");
        var outcomes = new List<ColdStartOutcome>();
        var clock = Stopwatch.StartNew();
        for (int i = 0; i < seeds; i++)
        {
            progress.Report(i, seeds, $"seed {first + i}");
            await RunSeedAsync(users, first + i, splits, learner, outcomes, writer, cancellationToken);
        }

        progress.Report(seeds, seeds, "done");
        return ColdStartTable.Of(outcomes, SupportSizes, clock.Elapsed.TotalSeconds);
    }

    private static async Task RunSeedAsync(List<MetaTask> users, int seed, int splits, string? name, List<ColdStartOutcome> outcomes, StreamWriter? writer, CancellationToken cancellationToken)
    {
        var random = new Random(seed);
        int needed = Queries + SupportSizes[^1];
        int[] order = [.. Enumerable.Range(0, users.Count)];
        random.Shuffle(order);
        MetaTask[] fresh = [.. order.Where(index => users[index].Examples.Count >= needed).Take(Math.Max(1, users.Count / 5)).Select(index => users[index])];
        if (fresh.Length == 0 || fresh.Length == users.Count)
            throw new MeasureInputException($"--data: a new user needs {needed} ratings, and there must be other users to learn from.");
        var held = fresh.Select(task => task.Id).ToHashSet(StringComparer.Ordinal);
        MetaTask[] training = [.. users.Where(task => !held.Contains(task.Id))];

        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.Configure(options => options.Seed = seed).AddColdStart().AddMetaNetworks())
            .BuildServiceProvider();
        IMetaLearner learner = name is null
            ? services.GetRequiredService<IMetaLearner>()
            : services.GetKeyedService<IMetaLearner>(name) ?? throw new MeasureInputException($"--learner is '{name}'; no learner of that name is registered.");
        await learner.MetaTrainAsync(training, cancellationToken);
        var baseline = new PlainBaseline(training, seed);
        double floor = training.Min(task => task.Examples.Min(example => example.Target));
        foreach (MetaTask user in fresh.SelectMany(user => Enumerable.Repeat(user, splits)))
        {
            MetaExample[] examples = [.. user.Examples];
            random.Shuffle(examples);
            MetaExample[] queries = examples[..Queries];
            foreach (int n in SupportSizes)
            {
                MetaExample[] support = examples[Queries..(Queries + n)];
                ITaskPredictor predictor = await learner.AdaptAsync(support, cancellationToken);
                MetaPrediction[] predicted = [.. queries.Select(query => predictor.Predict(query.Item))];
                double[] plain = [.. queries.Select(query => baseline.Predict(support, query.Item))];

                double[] truth = [.. queries.Select(query => query.Target)];
                double[] values = [.. predicted.Select(prediction => prediction.Value)], means = [.. predicted.Select(prediction => prediction.Mean)];
                outcomes.Add(new ColdStartOutcome(seed, user.Id, n, Error(values, truth), Error(means, truth), Error(plain, truth), Gain(values, truth, floor), Gain(plain, truth, floor)));
                for (int q = 0; q < Queries && writer is not null; q++)
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{seed}\t{user.Id}\t{n}\t{queries[q].Item.Id}\t{truth[q]}\t{values[q]:R}\t{plain[q]:R}"));
            }
        }
    }

    private static double Error(double[] predicted, double[] truth) => predicted.Zip(truth, (value, actual) => Math.Abs(value - actual)).Average();

    /// <summary>nDCG@5 with the rating above the scale's floor as gain; 1 when all gains are 0. Ties keep the random order of the queries.</summary>
    private static double Gain(double[] predicted, double[] truth, double floor)
    {
        double best = Discounted(truth.OrderDescending());
        return best > 0 ? Discounted(Enumerable.Range(0, truth.Length).OrderByDescending(q => predicted[q]).Select(q => truth[q])) / best : 1;

        double Discounted(IEnumerable<double> ranked) => ranked.Take(5).Select((rating, rank) => (rating - floor) / Math.Log2(rank + 2)).Sum();
    }
}
