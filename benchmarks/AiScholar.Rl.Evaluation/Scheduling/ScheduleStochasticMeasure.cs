using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Scheduling;

/// <summary>Mean makespans of robust plans on PSPLIB when durations vary, carried out in futures that the optimizer does not see.</summary>
public sealed class ScheduleStochasticMeasure : IMeasure
{
    private const int Checked = 10;

    /// <inheritdoc/>
    public string Name => "schedule-stochastic";

    /// <inheritdoc/>
    public string Usage => "PSPLIB tar.gz with best-known.csv beside it; instances p_q with q = ((p - 1) mod CYCLE) + 1; [--cycle 10] [--budget SECONDS] [--schedules N] [--replications N]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        double seconds = arguments.Number("budget", 0, 0.001, 86_400);
        int schedules = arguments.Integer("schedules", 0, 1);
        int replications = arguments.Integer("replications", 1000, 1);
        int cycle = arguments.Integer("cycle", 10, 1);
        arguments.RejectUnknown();
        string truth = BestKnown.PathFor(arguments.Data);
        if (!File.Exists(truth))
            throw new MeasureInputException($"--data: there is no {truth}.");
        IReadOnlyDictionary<string, BestKnown> known = BestKnown.Read(truth);
        List<PsplibInstance> instances = [.. PsplibArchive.Read(arguments.Data, null).Where(instance => instance.Position is var (set, number) && number == ((set - 1) % cycle) + 1).Take(arguments.Limit ?? int.MaxValue)];
        if (instances.Count == 0)
            throw new MeasureInputException("--data: no instance p_q with q = ((p - 1) mod --cycle) + 1.");
        var request = new OptimizationRequest
        {
            TimeBudget = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null,
            ScheduleBudget = schedules > 0 ? schedules : null,
            Seed = arguments.Seed,
            Robustness = new RobustnessRequest(),
        };
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.AddDefaults()))
            .BuildServiceProvider();
        IResearchAssistant assistant = services.GetRequiredService<IResearchAssistant>();
        var rows = new List<IReadOnlyList<string>>();
        var lines = new List<string> { "law,instance,place,task,look_ahead" };
        var figures = new List<KeyValuePair<string, double>> { new("instances", instances.Count) };
        int violations = 0;
        int done = 0;
        double spent = 0;
        foreach (DurationLaw law in DurationLaw.All)
        {
            double percent = 0;
            double baseline = 0;
            var lookAheads = new List<int?>();
            foreach (PsplibInstance instance in instances)
            {
                OptimizedWorkflow plan = await assistant.OptimizeWorkflowAsync(Vary(instance, law), request, cancellationToken);
                spent += plan.ExecutionTime.TotalSeconds;
                RobustnessReport report = plan.Robustness ?? throw new InvalidOperationException("The plan has no report.");
                int[] order = [.. report.ExecutionOrder.Select(id => int.Parse(id, CultureInfo.InvariantCulture) - 1)];
                lookAheads.Add(report.LookAhead);
                lines.AddRange(order.Select((job, place) => string.Create(CultureInfo.InvariantCulture, $"{law.Name},{instance.Name},{place},{job + 1},{report.LookAhead}")));
                double criticalPath = BestKnown.Of(known, instance.Name).CriticalPath;
                (double mean, int wrong) = Replay(instance, order, report.LookAhead, law, replications, arguments.Seed);
                percent += 100 * (mean - criticalPath) / criticalPath / instances.Count;
                baseline += 100 * (Replay(instance, LatestFinishOrder(instance), null, law, replications, arguments.Seed).Mean - criticalPath) / criticalPath / instances.Count;
                violations += wrong;
                progress.Report(++done, instances.Count * DurationLaw.All.Count, $"{law.Name} {instance.Name}");
            }

            figures.Add(new($"{law.Name}_percent", percent));
            figures.Add(new($"{law.Name}_lft_percent", baseline));
            rows.Add([law.Name, Text(percent), Text(baseline), string.Join(' ', lookAheads.GroupBy(k => k).OrderBy(group => group.Key ?? int.MaxValue).Select(group => $"{group.Key?.ToString(CultureInfo.InvariantCulture) ?? "all"}:{group.Count()}"))]);
        }

        if (arguments.Predictions is { } path)
            await File.WriteAllLinesAsync(path, lines, cancellationToken);
        figures.Add(new("violations", violations));
        figures.Add(new("seconds", spent));
        return new MeasureResult { Columns = ["durations", "% over the critical path", "LFT dispatch", "look-ahead: plans"], Rows = rows, Figures = figures };
    }

    private static ResearchWorkflow Vary(PsplibInstance instance, DurationLaw law)
    {
        ResearchWorkflow workflow = PsplibWorkflow.Of(instance);
        return workflow with
        {
            TaskSequence = [.. workflow.TaskSequence.Select((task, job) => instance.Durations[job] == 0 ? task : task with { DurationDistribution = law.Law(instance.Durations[job]) })],
        };
    }

    /// <summary>The mean makespan over the replications, and what a checker finds wrong in the first of them. Each law, order and run of the measure meets the same uniform numbers.</summary>
    private static (double Mean, int Violations) Replay(PsplibInstance instance, int[] order, int? lookAhead, DurationLaw law, int replications, int seed)
    {
        var random = new Random(HashCode(instance.Name, seed));
        var durations = new double[instance.JobCount];
        double sum = 0;
        int violations = 0;
        for (int replication = 0; replication < replications; replication++)
        {
            for (int job = 0; job < durations.Length; job++)
            {
                double uniform = random.NextDouble();
                durations[job] = instance.Durations[job] == 0 ? 0 : law.Quantile(instance.Durations[job], uniform);
            }

            double[] starts = RuleReplay.Run(instance, order, lookAhead, durations);
            sum += Enumerable.Range(0, starts.Length).Max(job => starts[job] + durations[job]);
            if (replication < Checked)
                violations += RuleReplay.Violations(instance, starts, durations);
        }

        return (sum / replications, violations);
    }

    private static int[] LatestFinishOrder(PsplibInstance instance)
    {
        var tails = new int[instance.JobCount];
        for (int sweep = 0, changed = 1; changed > 0 && sweep <= tails.Length; sweep++)
        {
            changed = 0;
            for (int job = 0; job < tails.Length; job++)
            {
                int tail = instance.Successors[job].Select(successor => tails[successor] + instance.Durations[successor]).DefaultIfEmpty(0).Max();
                changed += tail == tails[job] ? 0 : 1;
                tails[job] = tail;
            }
        }

        return [.. Enumerable.Range(0, tails.Length).OrderByDescending(job => tails[job])];
    }

    private static int HashCode(string name, int seed) => name.Aggregate(unchecked((int)2166136261) ^ seed, (hash, sign) => unchecked((hash ^ sign) * 16777619));

    private static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
