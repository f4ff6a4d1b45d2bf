using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>Makespans on PSPLIB against the best known ones.</summary>
public sealed class ScheduleMeasure : IMeasure
{
    /// <inheritdoc/>
    public string Name => "schedule";

    /// <inheritdoc/>
    public string Usage => "PSPLIB tar.gz with best-known.csv beside it; [--optimizer instant|managed|cpsat|default] [--budget SECONDS] [--schedules N] [--sets P,P,...] [--numbers N,N,...]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        string optimizer = arguments.Text("optimizer") ?? "default";
        double seconds = arguments.Number("budget", 0, 0.001, 86_400);
        int schedules = arguments.Integer("schedules", 0, 1);
        var request = new OptimizationRequest
        {
            TimeBudget = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
            ScheduleBudget = schedules > 0 ? schedules : null,
            Seed = arguments.Seed,
        };
        HashSet<int> sets = Numbers(arguments.Text("sets"), "--sets");
        HashSet<int> numbers = Numbers(arguments.Text("numbers"), "--numbers");
        arguments.RejectUnknown();
        string truth = BestKnown.PathFor(arguments.Data);
        if (!File.Exists(truth))
            throw new MeasureInputException($"--data: there is no {truth}.");
        IReadOnlyList<PsplibInstance> instances =
        [
            .. PsplibArchive.Read(arguments.Data, sets.Count + numbers.Count == 0 ? arguments.Limit : null)
                .Where(instance => sets.Count == 0 || (instance.Position is var (set, _) && sets.Contains(set)))
                .Where(instance => numbers.Count == 0 || (instance.Position is var (_, number) && numbers.Contains(number))),
        ];
        if (instances.Count == 0)
            throw new MeasureInputException("--sets, --numbers: no instance is of these.");

        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.UseOrTools()))
            .BuildServiceProvider();
        Func<ResearchWorkflow, CancellationToken, ValueTask<OptimizedWorkflow>> solve = Solver(services, optimizer, request);
        var solved = new List<SolvedInstance>();
        foreach (PsplibInstance instance in instances)
        {
            ResearchWorkflow workflow = PsplibWorkflow.Of(instance);
            long started = Stopwatch.GetTimestamp();
            OptimizedWorkflow optimized = await solve(workflow, cancellationToken);
            double elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
            cancellationToken.ThrowIfCancellationRequested();
            solved.Add(new SolvedInstance(instance, PsplibWorkflow.StartsOf(instance, optimized), optimized.IsProvenOptimal, elapsed, optimized.SchedulesGenerated));
            progress.Report(solved.Count, instances.Count, instance.Name);
        }

        if (arguments.Predictions is { } path)
            await WritePredictionsAsync(path, solved, cancellationToken);
        return Score(solved, BestKnown.Read(truth));
    }

    private static Func<ResearchWorkflow, CancellationToken, ValueTask<OptimizedWorkflow>> Solver(IServiceProvider services, string optimizer, OptimizationRequest request)
    {
        if (optimizer == "default")
        {
            IResearchAssistant assistant = services.GetRequiredService<IResearchAssistant>();
            return (workflow, token) => assistant.OptimizeWorkflowAsync(workflow, request, token);
        }

        string name = optimizer switch
        {
            "instant" or "managed" => optimizer,
            "cpsat" => "cp-sat",
            _ => throw new MeasureInputException($"--optimizer is '{optimizer}'; it must be instant, managed, cpsat or default."),
        };
        IWorkflowOptimizer chosen = services.GetRequiredKeyedService<IWorkflowOptimizer>(name);
        return (workflow, token) => chosen.OptimizeAsync(workflow, request, token);
    }

    /// <summary>The numbers of the parameter sets, or of the instances of each, to solve; empty for all.</summary>
    private static HashSet<int> Numbers(string? text, string option)
    {
        var sets = new HashSet<int>();
        foreach (string part in text?.Split(',') ?? [])
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int set))
                throw new MeasureInputException($"{option} is '{text}'; it must be numbers parted by commas.");
            sets.Add(set);
        }

        return sets;
    }

    private static MeasureResult Score(List<SolvedInstance> solved, IReadOnlyDictionary<string, BestKnown> truth)
    {
        var rows = new List<IReadOnlyList<string>>();
        var gaps = new List<double>();
        var deviations = new List<double>();
        int violations = 0;
        // Where a proof is the rule, its lack is worth a row.
        bool listsUnproven = solved.Count(one => one.IsProven) > 0.9 * solved.Count;
        foreach (SolvedInstance one in solved)
        {
            BestKnown known = BestKnown.Of(truth, one.Instance.Name);
            double makespan = ScheduleChecker.Makespan(one.Instance, one.Starts);
            int wrong = ScheduleChecker.Violations(one.Instance, one.Starts);
            gaps.Add(100 * (makespan - known.UpperBound) / known.UpperBound);
            deviations.Add(100 * (makespan - known.CriticalPath) / known.CriticalPath);
            violations += wrong;
            if (gaps[^1] != 0 || wrong > 0 || (listsUnproven && !one.IsProven))
                rows.Add([one.Instance.Name, Text(makespan), Text(known.UpperBound), Text(gaps[^1]), one.IsProven ? "yes" : "no", Text(wrong), Text(one.Seconds)]);
        }

        rows.Add([$"{solved.Count} instances", "", "", Text(gaps.Average()), Text(solved.Count(one => one.IsProven)), Text(violations), Text(solved.Sum(one => one.Seconds))]);
        return new MeasureResult
        {
            Columns = ["not at the best known", "makespan", "best known", "gap %", "proven", "violations", "seconds"],
            Rows = rows,
            Figures =
            [
                new("instances", solved.Count),
                new("mean_gap_percent", gaps.Average()),
                new("max_gap_percent", gaps.Max()),
                new("cp_deviation_percent", deviations.Average()),
                new("proven_optimal", solved.Count(one => one.IsProven)),
                new("violations", violations),
                new("schedules_per_second", solved.Sum(one => one.Schedules) / solved.Sum(one => one.Seconds)),
                new("median_seconds", solved.Select(one => one.Seconds).Order().ElementAt(solved.Count / 2)),
                new("max_seconds", solved.Max(one => one.Seconds)),
                new("seconds", solved.Sum(one => one.Seconds)),
            ],
        };
    }

    /// <summary>A row a task: instance, task (from 1, the file's numbering), start.</summary>
    private static async Task WritePredictionsAsync(string path, List<SolvedInstance> solved, CancellationToken cancellationToken)
    {
        IEnumerable<string> lines = solved.SelectMany(one => one.Starts.Select((start, job) =>
            string.Create(CultureInfo.InvariantCulture, $"{one.Instance.Name},{job + 1},{start}")));
        await File.WriteAllLinesAsync(path, lines.Prepend("instance,task,start"), cancellationToken);
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private sealed record SolvedInstance(PsplibInstance Instance, double?[] Starts, bool IsProven, double Seconds, long Schedules);
}
