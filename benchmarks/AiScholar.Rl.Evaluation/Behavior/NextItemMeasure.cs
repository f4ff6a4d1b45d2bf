using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Torch;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Behavior;

/// <summary>
/// Next-item prediction: the last item of each user is the test, the one before it the validation; full ranking over all items, ties ranked last.
/// The predictor is the registered <see cref="IBehaviorPredictor"/>, called as a host calls it.
/// </summary>
public sealed class NextItemMeasure : IMeasure
{
    private const int At = 10;

    /// <inheritdoc/>
    public string Name => "next-item";

    /// <inheritdoc/>
    public string Usage => "--data FILE(.gz) of 'user item' lines in time order [--model markov|knn|gru4rec|sasrec|blend] [--checkpoint FILE] [--resume] [--max-minutes N] [--epochs N] [--dropout R] [--learning-rate R] [--batch-size N] [--validation] [--filter-seen]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string model = arguments.Text("model") ?? "markov";
        bool validation = arguments.Flag("validation"), filterSeen = arguments.Flag("filter-seen");
        string? checkpoint = arguments.Text("checkpoint");
        var training = new SequenceTrainingOptions
        {
            Seed = arguments.Seed,
            Resume = arguments.Flag("resume"),
            Epochs = arguments.Integer("epochs", new SequenceTrainingOptions().Epochs, 1),
            Dropout = arguments.Number("dropout", new SequenceTrainingOptions().Dropout, 0, 0.9),
            BatchSize = arguments.Integer("batch-size", new SequenceTrainingOptions().BatchSize, 1),
            LearningRate = arguments.Number("learning-rate", new SequenceTrainingOptions().LearningRate, 1e-6, 1),
            MaxMinutes = arguments.Text("max-minutes") is null ? null : arguments.Number("max-minutes", 0, 0.01),
        };
        int? limit = arguments.Limit;
        string? predictions = arguments.Predictions;
        arguments.RejectUnknown();
        int held = validation ? 2 : 1;
        List<(string User, List<string> Items)> users = InteractionLog.Read(arguments.Data);
        users.RemoveAll(user => user.Items.Count <= held);
        if (users.Count == 0)
            throw new MeasureInputException($"{arguments.Data}: no user has more than {held} items.");

        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.Configure(options => options.Seed = arguments.Seed).AddPersonalization(p => p.AddDefaults().UseSasRec().UseGru4Rec().AddSessionNeighbors().AddBlend()))
            .BuildServiceProvider();
        IBehaviorPredictor predictor = services.GetKeyedService<IBehaviorPredictor>($"{PersonalizationLoop.DefaultName}/{model}")
            ?? throw new MeasureInputException($"--model is '{model}'; no predictor of that name is registered.");
        var clock = Stopwatch.StartNew();
        if (model is "sasrec" or "gru4rec")
            await SequenceTraining.PrepareAsync(services, model, users, held, checkpoint, training, cancellationToken);
        else if (model == "blend" && (checkpoint is not null || training.MaxMinutes is not null))
            await SequenceTraining.PrepareAsync(services, "sasrec", users, held, checkpoint, training, cancellationToken);
        if (model is not ("sasrec" or "gru4rec"))
            await TrainAsync(predictor, users, held, progress, cancellationToken);
        double trainSeconds = clock.Elapsed.TotalSeconds;
        int catalogue = users.SelectMany(user => user.Items).Distinct(StringComparer.Ordinal).Count();

        using StreamWriter? writer = predictions is null ? null : new StreamWriter(predictions);
        double hits = 0, gain = 0;
        int tested = Math.Min(users.Count, limit ?? int.MaxValue);
        clock.Restart();
        for (int i = 0; i < tested; i++)
        {
            (string user, List<string> items) = users[i];
            List<string> history = items[..^held];
            PredictedAction? prediction = await predictor.PredictNextActionAsync(new UserContext { UserId = user, RecentActions = Actions(history) }, catalogue, cancellationToken);
            IReadOnlyList<ActionProbability> ranking = prediction?.Ranking ?? [];
            if (filterSeen)
            {
                var seen = history.ToHashSet(StringComparer.Ordinal);
                ranking = [.. ranking.Where(candidate => !seen.Contains(candidate.ActionType.Value))];
            }

            writer?.WriteLine($"{user} {string.Join(' ', ranking.Take(At).Select(candidate => candidate.ActionType.Value))}");
            int rank = RankOf(items[^held], ranking, catalogue);
            if (rank < At)
            {
                hits++;
                gain += 1 / Math.Log2(rank + 2);
            }

            progress.Report(i + 1, tested, "users ranked");
        }

        double perUser = clock.Elapsed.TotalMilliseconds / tested;
        Console.Out.WriteLine($"protocol: last {(validation ? "but one " : "")}item of every user tested, all before it known; full ranking over all items{(filterSeen ? " not taken before" : "")}, ties last; networks keep the last known item of 1000 users for validation");
        return new MeasureResult
        {
            Columns = ["model", "users", "items", "HR@10", "NDCG@10", "train s", "rank ms"],
            Rows = [[model, Text(tested, "0"), Text(catalogue, "0"), Text(hits / tested, "0.0000"), Text(gain / tested, "0.0000"), Text(trainSeconds, "0.0"), Text(perUser, "0.00")]],
            Figures =
            [
                new("hr_at_10", hits / tested), new("ndcg_at_10", gain / tested), new("train_seconds", trainSeconds),
                new("users", tested), new("items", catalogue),
            ],
        };
    }

    private static async Task TrainAsync(IBehaviorPredictor predictor, List<(string User, List<string> Items)> users, int held, MeasureProgress progress, CancellationToken cancellationToken)
    {
        for (int i = 0; i < users.Count; i++)
        {
            (string user, List<string> items) = users[i];
            UserAction[] actions = Actions(items);
            for (int t = 0; t < items.Count - held; t++)
                await predictor.ObserveAsync(new UserContext { UserId = user, RecentActions = new ArraySegment<UserAction>(actions, 0, t) }, actions[t], cancellationToken);
            progress.Report(i + 1, users.Count, "users learnt");
        }
    }

    private static UserAction[] Actions(List<string> items) => [.. items.Select(item => new UserAction { ActionType = new ActionType(item) })];

    /// <summary>How many items are ranked before the target, ties and, for a target that is not ranked, all unranked items included.</summary>
    private static int RankOf(string target, IReadOnlyList<ActionProbability> ranking, int catalogue)
    {
        double? probability = ranking.FirstOrDefault(candidate => candidate.ActionType.Value == target)?.Probability;
        return probability is { } found ? ranking.Count(candidate => candidate.Probability >= found) - 1 : catalogue - 1;
    }

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
