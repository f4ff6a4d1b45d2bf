using System.Globalization;
using AiScholar.Rl.Core;
using AiScholar.Rl.Evaluation.Bandits;
using AiScholar.Rl.Evaluation.Running;

namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>Off-policy evaluation: are estimators right, do intervals cover, how large are the errors.</summary>
public sealed class OpeMeasure : IMeasure
{
    public string Name => "ope";

    public string Usage => "--data TAR.GZ|FOLDER|FILE.vw [--set optdigits] [--part check|coverage|rmse] [--logs 2000] [--log-events 1000] [--runs 20] [--events 20000]";

    public Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string? part = arguments.Text("part");
        string setName = arguments.Text("set") ?? "optdigits";
        int logs = arguments.Integer("logs", 2000, 1), logEvents = arguments.Integer("log-events", 1000, 50), samples = arguments.Integer("samples", 1000, 100);
        int runs = arguments.Integer("runs", 20, 1), events = arguments.Integer("events", 20_000, 100);
        arguments.RejectUnknown();
        if (part is not (null or "check" or "coverage" or "rmse"))
            throw new MeasureInputException($"--part is '{part}'; it must be check, coverage or rmse.");
        var rows = new List<IReadOnlyList<string>>();
        var figures = new List<KeyValuePair<string, double>>();
        if (part is null or "check")
            Check(arguments.Seed, rows, figures);
        if (part is null or "coverage")
            Cover(new CoverageStudy().Run(logs, logEvents, samples, arguments.Seed, done => progress.Report(done, logs, "simulated logs"), cancellationToken), rows, figures);
        if (part is null or "rmse")
            Errors(Set(arguments, setName), runs, events, arguments, progress, rows, figures, cancellationToken);
        return Task.FromResult(new MeasureResult { Columns = ["what", "estimator", "interval", "figure", "note"], Rows = rows, Figures = figures });
    }

    private static void Check(int seed, List<IReadOnlyList<string>> rows, List<KeyValuePair<string, double>> figures)
    {
        Dictionary<string, double> differences = EqualityCheck.Run(seed);
        foreach ((string name, double difference) in differences)
            rows.Add(["difference", name, "", difference.ToString("E1", CultureInfo.InvariantCulture), difference <= 1e-9 ? "equal" : "DIFFERENT"]);
        figures.Add(KeyValuePair.Create("max_difference", differences.Values.Max()));
        figures.Add(KeyValuePair.Create("estimators_equal_within_1e9", (double)differences.Values.Count(difference => difference <= 1e-9)));
        figures.Add(KeyValuePair.Create("estimators_compared", (double)differences.Count));
    }

    private static void Cover(IReadOnlyDictionary<(string Estimator, OffPolicyInterval Interval), (int Covered, int Logs, double Width)> counts, List<IReadOnlyList<string>> rows, List<KeyValuePair<string, double>> figures)
    {
        string[] order = [.. OffPolicyEstimators.OfDecisions];
        foreach (((string estimator, OffPolicyInterval interval), (int covered, int logs, double width)) in counts.OrderBy(pair => pair.Key.Interval).ThenBy(pair => Array.IndexOf(order, pair.Key.Estimator)))
        {
            string suffix = interval switch { OffPolicyInterval.EmpiricalBernstein => "_empirical_bernstein", OffPolicyInterval.ConfidenceSequence => "_confidence_sequence", _ => "" };
            figures.Add(KeyValuePair.Create($"coverage_{Key(estimator)}{suffix}", covered / (double)logs));
            rows.Add(["coverage", estimator, interval.ToString(), (covered / (double)logs).ToString("P2", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{logs} logs, mean width {width / logs:F4}")]);
        }
    }

    private static void Errors(BanditSet set, int runs, int events, MeasureArguments arguments, MeasureProgress progress, List<IReadOnlyList<string>> rows, List<KeyValuePair<string, double>> figures, CancellationToken cancellationToken)
    {
        var study = new ClassifierStudy(set, events);
        var results = new (double Truth, IReadOnlyList<OffPolicyEstimate> Estimates)[runs];
        int done = 0;
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken }, run =>
        {
            results[run] = study.Run(unchecked((arguments.Seed * 1_000_003) + run));
            progress.Report(Interlocked.Increment(ref done), runs, set.Name);
        });
        foreach (string estimator in OffPolicyEstimators.OfDecisions)
        {
            (double Truth, OffPolicyEstimate Estimate)[] found = [.. results.Select(result => (result.Truth, result.Estimates.Single(estimate => estimate.Estimator == estimator)))];
            double error = Math.Sqrt(found.Average(pair => Math.Pow(pair.Estimate.Value - pair.Truth, 2)));
            figures.Add(KeyValuePair.Create($"rmse_{Key(estimator)}", error));
            rows.Add(["rmse", estimator, "", error.ToString("F5", CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture,
                $"bias {found.Average(pair => pair.Estimate.Value - pair.Truth):F5}, truth {found.Average(pair => pair.Truth):F4}, refused {found.Count(pair => !pair.Estimate.IsReliable)} of {runs}")]);
        }

        if (arguments.Predictions is { } file)
            Write(file, results);
    }

    private static void Write(string file, (double Truth, IReadOnlyList<OffPolicyEstimate> Estimates)[] results)
    {
        using var writer = new StreamWriter(file);
        writer.WriteLine("run\testimator\testimate\tlower\tupper\ttruth\treliable");
        for (int run = 0; run < results.Length; run++)
        {
            foreach (OffPolicyEstimate estimate in results[run].Estimates)
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{run}\t{estimate.Estimator}\t{estimate.Value:R}\t{estimate.LowerBound:R}\t{estimate.UpperBound:R}\t{results[run].Truth:R}\t{(estimate.IsReliable ? 1 : 0)}"));
        }
    }

    private static BanditSet Set(MeasureArguments arguments, string name)
    {
        BanditSet[] sets = [.. BanditSet.ReadAll(arguments.Data, arguments.Limit)];
        return sets.Length == 1 ? sets[0] : sets.FirstOrDefault(set => set.Name == name) ?? throw new MeasureInputException($"--set: there is no '{name}' in --data.");
    }

    private static string Key(string estimator) => estimator.Replace('-', '_');
}
