using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Durations;

/// <summary>How well durations of tasks are predicted in an execution whose tasks were not learnt, and how often the .9 quantile holds.</summary>
public sealed class DurationsMeasure : IMeasure
{
    public string Name => "durations";

    public string Usage => "WfFormat .tar.gz or folder";

    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        arguments.RejectUnknown();
        IReadOnlyList<Execution> executions = Execution.ReadAll(arguments.Data);
        var outcomes = new List<Outcome>();
        for (int held = 0; held < executions.Count; held++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Execution execution = executions[held];
            Execution[] seen = [.. executions.Where(other => other != execution)];
            new Random(arguments.Seed).Shuffle(seen);
            var baselines = new DurationBaselines(seen.SelectMany(other => other.Tasks));
            using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
            var model = services.GetRequiredService<ITaskDurationModel>();
            foreach (Execution other in seen)
                model.Learn([.. other.Tasks.Select(task => new TaskObservation { TaskType = task.Type, Duration = TimeSpan.FromSeconds(task.Seconds), Domain = other.Family, Instrument = task.Machine, Amount = task.InputBytes })]);
            foreach (ExecutedTask task in execution.Tasks)
            {
                DurationForecast forecast = model.Forecast(new DurationQuery { TaskType = task.Type, Domain = execution.Family, Instrument = task.Machine, Amount = task.InputBytes })!;
                outcomes.Add(new Outcome(execution, task, forecast.Distribution.Quantile(0.5).TotalSeconds, forecast.Distribution.Quantile(0.9).TotalSeconds,
                    baselines.TypeMean(task), baselines.Linear(task), forecast.ObservationCount > 0, forecast.Basis));
            }

            progress.Report(held + 1, executions.Count, "executions");
        }

        if (arguments.Predictions is { } path)
        {
            await File.WriteAllLinesAsync(path, ["execution,type,input_bytes,seconds,median,q90,basis", .. outcomes.Select(outcome => string.Create(CultureInfo.InvariantCulture,
                $"{outcome.Execution.Name},{outcome.Task.Type},{outcome.Task.InputBytes},{outcome.Task.Seconds},{outcome.Median},{outcome.Upper},\"{outcome.Basis}\""))], cancellationToken);
        }

        Outcome[] judged = [.. outcomes.Where(outcome => outcome.Task.Seconds > 0)];
        return new MeasureResult
        {
            Columns = ["family", "tasks", "median relative error", "per-type mean", "linear in input", ".9 quantile holds", "of kinds seen"],
            Rows = [.. judged.GroupBy(outcome => outcome.Execution.Family).Select(family => Row(family.Key, [.. family])), Row("all", judged)],
            Figures =
            [
                new("median_relative_error", Median(judged, outcome => outcome.Median)),
                new("baseline_type_mean", Median(judged, outcome => outcome.TypeMean)),
                new("baseline_linear", Median(judged, outcome => outcome.Linear)),
                new("q90_coverage", judged.Average(outcome => outcome.Task.Seconds <= outcome.Upper ? 1.0 : 0)),
                new("tasks", judged.Length),
            ],
        };
    }

    private static IReadOnlyList<string> Row(string name, Outcome[] outcomes)
    {
        Outcome[] seen = [.. outcomes.Where(outcome => outcome.IsKnown)];
        return
        [
            name, Text(outcomes.Length), Text(Median(outcomes, outcome => outcome.Median)), Text(Median(outcomes, outcome => outcome.TypeMean)), Text(Median(outcomes, outcome => outcome.Linear)),
            Text(outcomes.Average(outcome => outcome.Task.Seconds <= outcome.Upper ? 1.0 : 0)), seen.Length == 0 ? "" : Text(Median(seen, outcome => outcome.Median)),
        ];
    }

    private static double Median(IEnumerable<Outcome> outcomes, Func<Outcome, double> predicted)
    {
        double[] errors = [.. outcomes.Select(outcome => Math.Abs(predicted(outcome) - outcome.Task.Seconds) / outcome.Task.Seconds).Order()];
        return errors.Length % 2 == 1 ? errors[errors.Length / 2] : (errors[errors.Length / 2] + errors[(errors.Length / 2) - 1]) / 2;
    }

    private static string Text(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);

    private sealed record Outcome(Execution Execution, ExecutedTask Task, double Median, double Upper, double TypeMean, double Linear, bool IsKnown, string Basis);
}
