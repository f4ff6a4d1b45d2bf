using System.Globalization;
using AiScholar.Rl.Evaluation.Durations;
using AiScholar.Rl.Evaluation.Running;
using AiScholar.Rl.Evaluation.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Robust;

/// <summary>Promises of a quantile of the makespan, by durations learnt on half of a family's executions, and how often they are met: by the recorded durations of the other half, and in simulated worlds.</summary>
public sealed class RobustMeasure : IMeasure
{
    private static readonly int[] Slots = [4, 16];

    /// <inheritdoc/>
    public string Name => "robust";

    /// <inheritdoc/>
    public string Usage => "wfcommons.tar.gz or a folder of WfFormat files; [--quantile 0.9] [--splits N] [--worlds N] [--futures N] [--schedules N]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        double quantile = arguments.Number("quantile", 0.9, 0.5, 0.99);
        int splits = arguments.Integer("splits", 2, 1), worlds = arguments.Integer("worlds", 2, 0), futures = arguments.Integer("futures", 100, 1), schedules = arguments.Integer("schedules", 2000, 1);
        arguments.RejectUnknown();
        var request = new OptimizationRequest { ScheduleBudget = schedules, Seed = arguments.Seed, Robustness = new RobustnessRequest { Quantile = quantile } };
        Dictionary<string, Execution> recorded = Execution.ReadAll(arguments.Data).ToDictionary(execution => execution.Name.Replace('\\', '/').Split('/')[^1], StringComparer.Ordinal);
        IReadOnlyList<(string Family, string Name, byte[] Json)> files = await WfCommonsArchive.ReadAsync(arguments.Data, arguments.Limit, cancellationToken);
        IGrouping<string, (string Family, string Name, byte[] Json)>[] families = [.. files.GroupBy(file => file.Family).Where(family => family.Count() > 1).OrderBy(family => family.Key, StringComparer.Ordinal)];
        if (families.Length == 0)
            throw new MeasureInputException("--data: no family has two executions.");
        var promises = new List<Promise>();
        int rounds = families.Sum(family => family.Count()) * (splits + worlds), done = 0;
        foreach (IGrouping<string, (string Family, string Name, byte[] Json)> family in families)
        {
            for (int round = 0; round < splits + worlds; round++)
            {
                var random = new Random(Seed(arguments.Seed, family.Key, round));
                (string Family, string Name, byte[] Json)[] shuffled = [.. family];
                random.Shuffle(shuffled);
                SimulatedFamily? world = round < splits ? null : new SimulatedFamily(family.Select(file => recorded[file.Name]), random);
                for (int half = 0; half < 2; half++)
                {
                    int middle = (shuffled.Length + half) / 2;
                    var learnt = half == 0 ? shuffled[..middle] : shuffled[^middle..];
                    var held = half == 0 ? shuffled[middle..] : shuffled[..^middle];
                    await using ServiceProvider services = new ServiceCollection().AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults())).BuildServiceProvider();
                    var model = services.GetRequiredService<ITaskDurationModel>();
                    foreach ((string Family, string Name, byte[] Json) file in learnt)
                        Learn(model, recorded[file.Name], world is null ? [.. recorded[file.Name].Tasks.Select(task => task.Seconds)] : world.Draw(recorded[file.Name], random));
                    foreach ((string Family, string Name, byte[] Json) file in held)
                    {
                        foreach (int slots in Slots)
                        {
                            ResearchWorkflow workflow = Unknown(await WfCommonsArchive.WorkflowAsync(file, slots, cancellationToken), recorded[file.Name]);
                            OptimizedWorkflow plan = await services.GetRequiredService<IResearchAssistant>().OptimizeWorkflowAsync(
                                model.WithForecasts(workflow, new DurationForecastSettings { ReplacesLengths = true, IncludesUnseenKinds = true }), request, cancellationToken);
                            double promised = plan.Robustness!.Quantiles.MinBy(one => Math.Abs(one.Probability - quantile))!.Makespan.TotalSeconds;
                            var replay = new PlanReplay(workflow, plan.Robustness, slots);
                            double[] makespans = world is null
                                ? [replay.Run([.. recorded[file.Name].Tasks.Select(task => task.Seconds)])]
                                : [.. Enumerable.Range(0, futures).Select(_ => replay.Run(world.Draw(recorded[file.Name], random)))];
                            promises.Add(new Promise(world is null ? "replay" : "simulator", family.Key, file.Name, slots, round, promised,
                                makespans.Average(makespan => makespan <= promised ? 1.0 : 0), Math.Exp(makespans.Average(makespan => Math.Log(promised / makespan))), makespans.Average()));
                        }

                        progress.Report(++done, rounds, file.Name);
                    }
                }
            }
        }

        if (arguments.Predictions is { } path)
            await WriteAsync(path, promises, cancellationToken);
        return Score(promises, worlds > 0);
    }

    /// <summary>What is known before it runs: order, kinds of work and sizes of inputs.</summary>
    private static ResearchWorkflow Unknown(ResearchWorkflow workflow, Execution execution) => workflow with
    {
        Domain = execution.Family,
        TaskSequence = [.. workflow.TaskSequence.Zip(execution.Tasks, (task, ran) => task with { TaskType = ran.Type, Amount = ran.InputBytes, Duration = TimeSpan.FromSeconds(1) })],
    };

    private static void Learn(ITaskDurationModel model, Execution execution, double[] seconds) => model.Learn([.. execution.Tasks.Zip(seconds, (task, time) =>
        new TaskObservation { TaskType = task.Type, Duration = TimeSpan.FromSeconds(time), Domain = execution.Family, Amount = task.InputBytes })]);

    private static MeasureResult Score(List<Promise> promises, bool isSimulated)
    {
        string[] parts = isSimulated ? ["replay", "simulator"] : ["replay"];
        var rows = new List<IReadOnlyList<string>>();
        foreach (string part in parts)
        {
            rows.AddRange(promises.Where(promise => promise.Part == part).GroupBy(promise => promise.Family).SelectMany(family => family.GroupBy(promise => promise.Slots).Select(slots => Row(part, family.Key, $"{slots.Key}", [.. slots]))));
            rows.Add(Row(part, "all", "", [.. promises.Where(promise => promise.Part == part)]));
        }

        var figures = new List<KeyValuePair<string, double>> { new("met_percent", parts.Average(part => 100 * promises.Where(promise => promise.Part == part).Average(promise => promise.Met))) };
        foreach (string part in parts)
        {
            Promise[] of = [.. promises.Where(promise => promise.Part == part)];
            (double low, double high) = Interval(of);
            figures.AddRange([
                new($"{part}_met_percent", 100 * of.Average(promise => promise.Met)), new($"{part}_low", 100 * low), new($"{part}_high", 100 * high),
                new($"{part}_promise_over_realised", Math.Exp(of.Average(promise => Math.Log(promise.Ratio)))), new($"{part}_promises", of.Length)]);
        }

        figures.Add(new("executions", promises.Select(promise => promise.Execution).Distinct().Count()));
        return new MeasureResult { Columns = ["part", "family", "slots", "promises", "met %", "promise / realised (geometric mean)", "median"], Rows = rows, Figures = figures };
    }

    /// <summary>95 % by executions: promises of one execution, on whatever slots and by whichever split, are not independent.</summary>
    private static (double Low, double High) Interval(Promise[] promises)
    {
        double[] shares = [.. promises.GroupBy(promise => promise.Execution).Select(execution => execution.Average(promise => promise.Met))];
        double mean = promises.Average(promise => promise.Met);
        double error = Math.Sqrt(shares.Sum(share => Math.Pow(share - mean, 2)) / Math.Max(1, shares.Length - 1) / shares.Length);
        return (Math.Max(0, mean - (1.96 * error)), Math.Min(1, mean + (1.96 * error)));
    }

    private static IReadOnlyList<string> Row(string part, string family, string slots, Promise[] promises)
    {
        double[] ratios = [.. promises.Select(promise => promise.Ratio).Order()];
        return [part, family, slots, $"{promises.Length}", Text(100 * promises.Average(promise => promise.Met)), Text(Math.Exp(promises.Average(promise => Math.Log(promise.Ratio)))), Text(ratios[ratios.Length / 2])];
    }

    private static Task WriteAsync(string path, List<Promise> promises, CancellationToken cancellationToken) => File.WriteAllLinesAsync(
        path,
        ["part,family,execution,slots,split,promise_seconds,met,promise_over_realised,realised_seconds", .. promises.Select(one => string.Create(CultureInfo.InvariantCulture,
            $"{one.Part},{one.Family},{one.Execution},{one.Slots},{one.Split},{one.Seconds:R},{one.Met:R},{one.Ratio:R},{one.Mean:R}"))],
        cancellationToken);

    private static int Seed(int seed, string family, int round) => family.Aggregate(unchecked((int)2166136261) ^ seed ^ (round * 7919), (hash, sign) => unchecked((hash ^ sign) * 16777619));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
