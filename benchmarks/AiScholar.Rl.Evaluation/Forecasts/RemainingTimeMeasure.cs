using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Behavior;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Forecasts;

/// <summary>
/// Remaining time and risk of delay of running cases of event logs. Cases by their start: the first 64 % to learn from, the next 16 % to choose by, the last 20 % to predict, frozen (as in <c>next-activity</c>);
/// every prefix of at least one event of a test case is predicted at the moment of its last event, from its events alone. Attributes of cases are left out: they have no time.
/// </summary>
/// <remarks>
/// Cases learnt may end after a test case began, as in the published protocol; <c>--strict</c> learns only those that ended before the first case to predict began. The deadline is the .8 quantile of the total
/// time of the cases learnt; risk is judged at the prefixes where it has not passed, against the share of late ones among such prefixes of the cases learnt.
/// </remarks>
public sealed class RemainingTimeMeasure : IMeasure
{
    private const double TrainShare = 0.64, LearnShare = 0.8, DeadlineLevel = 0.8;
    private const int Bins = 15;

    public string Name => "remaining-time";

    public string Usage => "--data FOLDER or FILE of XES logs (.xes, .xes.gz) [--validation] [--strict]";

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        string data = arguments.Data;
        bool validation = arguments.Flag("validation"), strict = arguments.Flag("strict");
        int seed = arguments.Seed;
        string? predictions = arguments.Predictions;
        arguments.RejectUnknown();
        string[] files = File.Exists(data) ? [data] : [.. Directory.EnumerateFiles(data, "*.xes*").Where(IsLog).Order(StringComparer.Ordinal)];
        if (files.Length == 0)
            throw new MeasureInputException($"{data}: the folder holds no .xes or .xes.gz file.");
        using StreamWriter? writer = predictions is null ? null : new StreamWriter(predictions);
        writer?.WriteLine("log\tcase\tevents\tmedian_days\tq10_days\tq90_days\tmean_days\tlate_probability\tnext\tnext_probability");
        var rows = new List<IReadOnlyList<string>>();
        var figures = new List<KeyValuePair<string, double>>();
        var all = new List<ForecastOutcome>();
        foreach (string file in files)
        {
            string log = Path.GetFileName(file).Split('.')[0];
            List<TimedCase> cases = [.. XesLog.Read(file).Select(trace => new TimedCase(trace))];
            int train = (int)(cases.Count * TrainShare), learn = (int)(cases.Count * LearnShare);
            (int last, int end) = validation ? (train, learn) : (learn, cases.Count);
            List<TimedCase> tested = cases[last..end], learnt = strict ? [.. cases[..last].Where(timed => timed.End < tested[0].Start)] : cases[..last];
            if (tested.Count == 0 || learnt.Count == 0)
                throw new MeasureInputException($"{file}: {cases.Count} cases are too few to learn from some and predict others.");
            await using ServiceProvider services = new ServiceCollection()
                .AddAdvancedRl(rl => rl.Configure(options => options.Seed = seed).AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
            var forecaster = services.GetRequiredService<IWorkflowForecaster>();
            var clock = Stopwatch.StartNew();
            for (int i = 0; i < learnt.Count; i++)
            {
                await forecaster.ObserveAsync(learnt[i].Session, cancellationToken);
                progress.Report(i + 1, learnt.Count, "cases learnt");
            }

            double learnSeconds = clock.Elapsed.TotalSeconds;
            clock.Restart();
            List<ForecastOutcome> outcomes = await PredictAsync(forecaster, log, learnt, tested, writer, cancellationToken);
            double micros = clock.Elapsed.TotalMicroseconds / outcomes.Count;
            all.AddRange(outcomes);
            rows.Add([log, .. Row(outcomes), Text(learnSeconds, "0.0"), Text(micros, "0")]);
            figures.AddRange(Figures(outcomes, $"_{log}"));
        }

        rows.Add(["all", .. Row(all), "", ""]);
        Console.Out.WriteLine($"protocol: cases by start, {(validation ? "first 64 % learnt, next 16 %" : "first 80 % learnt, last 20 %")} predicted at every prefix, forecaster frozen{(strict ? "; learnt only what had ended before" : "")}");
        return new MeasureResult
        {
            Columns = ["log", "predicted", "MAE days", "per-prefix mean", "per-prefix median", "in .1-.9", "Brier late", "base rate", "AUROC", "next accuracy", "ECE", "learn s", "predict us"],
            Rows = rows,
            Figures = [.. Figures(all, ""), .. figures],
        };
    }

    private static async Task<List<ForecastOutcome>> PredictAsync(IWorkflowForecaster forecaster, string log, List<TimedCase> learnt, List<TimedCase> tested, StreamWriter? writer, CancellationToken cancellationToken)
    {
        var baseline = new RemainingBaseline(learnt);
        double[] totals = [.. learnt.Select(timed => timed.TotalDays).Order()];
        double deadline = totals[Math.Min(totals.Length - 1, (int)(DeadlineLevel * totals.Length))];
        bool[] open = [.. learnt.SelectMany(timed => Enumerable.Range(1, timed.Count).Where(count => timed.ElapsedDays(count) < deadline).Select(_ => timed.TotalDays > deadline))];
        double baseRate = open.Length == 0 ? 0 : open.Count(late => late) / (double)open.Length;
        var outcomes = new List<ForecastOutcome>();
        foreach (TimedCase timed in tested)
        {
            for (int count = 1; count <= timed.Count; count++)
            {
                WorkflowForecast forecast = (await forecaster.ForecastAsync(timed.After(count, TimeSpan.FromDays(deadline)), cancellationToken))!;
                RemainingTime remaining = forecast.RemainingTime!;
                NextActivity next = forecast.NextActivities[0];
                writer?.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{log}\t{timed.Id}\t{count}\t{remaining.Median.TotalDays:0.######}\t{remaining.LowerQuantile.TotalDays:0.######}\t{remaining.UpperQuantile.TotalDays:0.######}\t{remaining.Mean.TotalDays:0.######}\t{forecast.DelayProbability:0.####}\t{next.Name ?? "(end)"}\t{next.Probability:0.####}"));
                outcomes.Add(new ForecastOutcome(timed.RemainingDays(count), remaining.Median.TotalDays, remaining.LowerQuantile.TotalDays, remaining.UpperQuantile.TotalDays, baseline.Mean(count), baseline.Median(count),
                    next.Name == timed.Next(count), next.Probability, timed.ElapsedDays(count) < deadline ? forecast.DelayProbability : null, baseRate, timed.TotalDays > deadline));
            }
        }

        return outcomes;
    }

    private static IEnumerable<string> Row(List<ForecastOutcome> outcomes)
    {
        yield return Text(outcomes.Count, "0");
        foreach ((string name, double value) in Figures(outcomes, ""))
            yield return Text(value, name.EndsWith("days", StringComparison.Ordinal) ? "0.000" : "0.0000");
    }

    private static IEnumerable<KeyValuePair<string, double>> Figures(List<ForecastOutcome> outcomes, string suffix)
    {
        List<ForecastOutcome> open = [.. outcomes.Where(outcome => outcome.DelayProbability is not null)];
        yield return new($"remaining_mae_days{suffix}", outcomes.Average(outcome => Math.Abs(outcome.Median - outcome.Truth)));
        yield return new($"baseline_mae_days{suffix}", outcomes.Average(outcome => Math.Abs(outcome.BaselineMean - outcome.Truth)));
        yield return new($"baseline_median_mae_days{suffix}", outcomes.Average(outcome => Math.Abs(outcome.BaselineMedian - outcome.Truth)));
        yield return new($"interval_coverage{suffix}", outcomes.Average(outcome => outcome.Lower <= outcome.Truth + 1e-9 && outcome.Truth <= outcome.Upper + 1e-9 ? 1.0 : 0));
        yield return new($"late_brier{suffix}", open.Count == 0 ? 0 : open.Average(outcome => Math.Pow(outcome.DelayProbability!.Value - (outcome.IsLate ? 1 : 0), 2)));
        yield return new($"late_brier_base_rate{suffix}", open.Count == 0 ? 0 : open.Average(outcome => Math.Pow(outcome.DelayBaseRate - (outcome.IsLate ? 1 : 0), 2)));
        yield return new($"late_auroc{suffix}", Auroc(open));
        yield return new($"next_accuracy{suffix}", outcomes.Average(outcome => outcome.IsNextRight ? 1.0 : 0));
        yield return new($"next_ece{suffix}", outcomes.GroupBy(outcome => Math.Min(Bins - 1, (int)(outcome.NextConfidence * Bins))).Sum(bin => Math.Abs(bin.Sum(outcome => outcome.NextConfidence - (outcome.IsNextRight ? 1 : 0)))) / outcomes.Count);
    }

    /// <summary>Probability that a late one is given a higher risk than one in time, ties counted half (Mann and Whitney); .5 where there are none of either.</summary>
    private static double Auroc(List<ForecastOutcome> open)
    {
        int late = open.Count(outcome => outcome.IsLate), before = 0;
        if (late == 0 || late == open.Count)
            return 0.5;
        double ranks = 0;
        foreach (IGrouping<double, ForecastOutcome> tied in open.GroupBy(outcome => outcome.DelayProbability!.Value).OrderBy(group => group.Key))
        {
            int count = tied.Count();
            ranks += tied.Count(outcome => outcome.IsLate) * (before + ((count + 1) / 2.0));
            before += count;
        }

        return (ranks - (late * (late + 1) / 2.0)) / ((double)late * (open.Count - late));
    }

    private static bool IsLog(string path) => path.EndsWith(".xes", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".xes.gz", StringComparison.OrdinalIgnoreCase);

    private static string Text(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
