using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Behavior;

/// <summary>
/// Next-activity prediction on event logs: cases by their start, the first 64 % to learn from, the next 16 % to choose and calibrate by, the last 20 % to predict, frozen; every prefix of at
/// least one event of a test case is predicted, the end of the case counting as an activity.
/// </summary>
public sealed class NextActivityMeasure : IMeasure
{
    private const double TrainShare = 0.64, LearnShare = 0.8;
    private const int Bins = 15;
    private static readonly ActionType End = new("(end)");

    /// <inheritdoc/>
    public string Name => "next-activity";

    /// <inheritdoc/>
    public string Usage => "--data FOLDER or FILE of XES logs (.xes, .xes.gz) [--model context|markov] [--validation]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string model = arguments.Text("model") ?? "context", data = arguments.Data;
        bool validation = arguments.Flag("validation");
        int seed = arguments.Seed;
        string? predictions = arguments.Predictions;
        Dictionary<string, string> parameters = (arguments.Text("parameters") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        arguments.RejectUnknown();
        string[] files = File.Exists(data) ? [data] : [.. Directory.EnumerateFiles(data, "*.xes*").Where(IsLog).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new MeasureInputException($"{data}: the folder holds no .xes or .xes.gz file.");
        using StreamWriter? writer = predictions is null ? null : new StreamWriter(predictions);
        var rows = new List<IReadOnlyList<string>>();
        var figures = new List<KeyValuePair<string, double>>();
        var all = new List<(double Confidence, bool IsRight)>();
        foreach (string file in files)
        {
            string log = Path.GetFileName(file).Split('.')[0];
            List<EventCase> cases = XesLog.Read(file);
            int train = (int)(cases.Count * TrainShare), learn = (int)(cases.Count * LearnShare);
            (int learnt, int tested) = validation ? (train, learn) : (learn, cases.Count);
            var clock = Stopwatch.StartNew();
            await using ServiceProvider services = new ServiceCollection()
                .AddAdvancedRl(rl => rl.Configure(options => options.Seed = seed).AddPersonalization(p => p.AddDefaults().AddContextPredictor(registration => registration.Configure(options =>
                {
                    foreach ((string key, string value) in parameters)
                        options.Parameters[key] = value;
                }))))
                .BuildServiceProvider();
            IBehaviorPredictor predictor = services.GetKeyedService<IBehaviorPredictor>($"{PersonalizationLoop.DefaultName}/{model}")
                ?? throw new MeasureInputException($"--model is '{model}'; no predictor of that name is registered.");
            await LearnAsync(predictor, cases[..learnt], progress, cancellationToken);
            double learnSeconds = clock.Elapsed.TotalSeconds;
            clock.Restart();
            List<(double Confidence, bool IsRight)> predicted = await PredictAsync(predictor, log, cases[learnt..tested], writer, cancellationToken);
            double micros = clock.Elapsed.TotalMicroseconds / Math.Max(1, predicted.Count);
            all.AddRange(predicted);
            double accuracy = Accuracy(predicted), error = CalibrationError(predicted);
            rows.Add([log, Text(cases.Count, "0"), Text(predicted.Count, "0"), Text(accuracy, "0.0000"), Text(error, "0.0000"), Text(learnSeconds, "0.0"), Text(micros, "0")]);
            figures.Add(new($"accuracy_{log}", accuracy));
            figures.Add(new($"ece_{log}", error));
        }

        rows.Add(["all", "", Text(all.Count, "0"), Text(Accuracy(all), "0.0000"), Text(CalibrationError(all), "0.0000"), "", ""]);
        Console.Out.WriteLine($"protocol: cases by start, {(validation ? "first 64 % learnt, next 16 %" : "first 80 % learnt (weights and calibration from predicting each event before learning it), last 20 %")} predicted at every prefix, the end counted, all activities ranked, predictor frozen");
        return new MeasureResult
        {
            Columns = ["log", "cases", "predicted", "accuracy", "ECE", "learn s", "predict us"],
            Rows = rows,
            Figures = [new("accuracy", Accuracy(all)), new("ece", CalibrationError(all)), .. figures],
        };
    }

    /// <summary>Case by case in the order of their starts: in the order of events, the last ones learnt would all be of the longest cases.</summary>
    private static async Task LearnAsync(IBehaviorPredictor predictor, List<EventCase> cases, MeasureProgress progress, CancellationToken cancellationToken)
    {
        for (int i = 0; i < cases.Count; i++)
        {
            for (int index = 1; index <= cases[i].Events.Count; index++)
                await predictor.ObserveAsync(Context(cases[i], index), new UserAction { ActionType = Truth(cases[i], index) }, cancellationToken);
            progress.Report(i + 1, cases.Count, "cases learnt");
        }
    }

    private static async Task<List<(double Confidence, bool IsRight)>> PredictAsync(IBehaviorPredictor predictor, string log, List<EventCase> cases, StreamWriter? writer, CancellationToken cancellationToken)
    {
        var predicted = new List<(double, bool)>();
        foreach (EventCase trace in cases)
        {
            for (int index = 1; index <= trace.Events.Count; index++)
            {
                PredictedAction? prediction = await predictor.PredictNextActionAsync(Context(trace, index), cancellationToken: cancellationToken);
                predicted.Add((prediction?.Confidence ?? 0, prediction?.ActionType == Truth(trace, index)));
                writer?.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{log}\t{trace.Id}\t{index}\t{prediction?.ActionType}\t{prediction?.Confidence:0.0000}"));
            }
        }

        return predicted;
    }

    /// <summary>What is known after <paramref name="count"/> events: the actions, the latest value of each attribute and how many different ones it had; a value unlike any before it in its log is a mere id to the predictor.</summary>
    private static UserContext Context(EventCase trace, int count)
    {
        var latest = new SortedDictionary<string, (string Type, string Value)>(StringComparer.Ordinal);
        var different = new SortedDictionary<string, HashSet<string>>(StringComparer.Ordinal);
        for (int i = 0; i < count; i++)
        {
            foreach ((string key, (string Type, string Value) value) in trace.Events[i].Attributes)
            {
                latest[key] = value;
                if (!different.TryGetValue(key, out HashSet<string>? values))
                    different.Add(key, values = new(StringComparer.Ordinal));
                values.Add(value.Value);
            }
        }

        // As many values as events are ids, or measurements that never repeat.
        IEnumerable<Feature> variety = different.Where(pair => pair.Value.Count < count).Select(pair => Feature.Numeric($"different:{pair.Key}", pair.Value.Count));
        return new UserContext
        {
            UserId = trace.Id,
            RecentActions = [.. trace.Events.Take(count).Select(happened => new UserAction { ActionType = new ActionType(happened.Activity), Timestamp = happened.Time })],
            Features = [.. latest.Select(pair => ToFeature(pair.Key, pair.Value.Type, pair.Value.Value)), .. trace.Events[count - 1].Attributes.Select(pair => ToFeature($"now:{pair.Key}", pair.Value.Type, pair.Value.Value)), .. variety],
            Timestamp = trace.Events[count - 1].Time,
        };
    }

    private static Feature ToFeature(string key, string type, string value) =>
        type is "int" or "float" && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? Feature.Numeric(key, number)
            : Feature.Categorical(key, value);

    private static ActionType Truth(EventCase trace, int index) => index < trace.Events.Count ? new ActionType(trace.Events[index].Activity) : End;

    private static bool IsLog(string path) => path.EndsWith(".xes", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".xes.gz", StringComparison.OrdinalIgnoreCase);

    private static double Accuracy(List<(double Confidence, bool IsRight)> predicted) => predicted.Count == 0 ? 0 : predicted.Count(prediction => prediction.IsRight) / (double)predicted.Count;

    /// <summary>Expected calibration error: over equal bins of confidence, the mean distance of confidence from accuracy, weighted by how many fall in (Naeini, Cooper, Hauskrecht 2015).</summary>
    private static double CalibrationError(List<(double Confidence, bool IsRight)> predicted) => predicted
        .GroupBy(prediction => Math.Min(Bins - 1, (int)(prediction.Confidence * Bins)))
        .Sum(bin => Math.Abs(bin.Sum(prediction => prediction.Confidence - (prediction.IsRight ? 1 : 0)))) / Math.Max(1, predicted.Count);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
