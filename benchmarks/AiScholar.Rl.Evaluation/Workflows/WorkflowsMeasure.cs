using System.Diagnostics;
using System.Globalization;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Workflows;

/// <summary>Recorded workflows on equal slots: makespan over the lower bound, against dispatching by file order and by the longest path.</summary>
public sealed class WorkflowsMeasure : IMeasure
{
    private static readonly int[] Slots = [4, 16];

    /// <inheritdoc/>
    public string Name => "workflows";

    /// <inheritdoc/>
    public string Usage => "wfcommons.tar.gz or a folder of WfFormat files; [--optimizer managed|cpsat|default] [--schedules N] [--budget SECONDS]";

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        string optimizer = arguments.Text("optimizer") ?? "managed";
        double seconds = arguments.Number("budget", 0, 0.001, 86_400);
        int schedules = arguments.Integer("schedules", 0, 1);
        var request = new OptimizationRequest { ScheduleBudget = schedules > 0 ? schedules : null, TimeBudget = seconds > 0 ? TimeSpan.FromSeconds(seconds) : null, Seed = arguments.Seed };
        arguments.RejectUnknown();
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.UseOrTools()))
            .BuildServiceProvider();
        IResearchAssistant assistant = services.GetRequiredService<IResearchAssistant>();
        IWorkflowOptimizer? chosen = optimizer switch
        {
            "default" => null,
            "managed" => services.GetRequiredKeyedService<IWorkflowOptimizer>("managed"),
            "cpsat" => services.GetRequiredKeyedService<IWorkflowOptimizer>("cp-sat"),
            _ => throw new MeasureInputException($"--optimizer is '{optimizer}'; it must be managed, cpsat or default."),
        };
        IReadOnlyList<(string Family, string Name, byte[] Json)> files = await WfCommonsArchive.ReadAsync(arguments.Data, arguments.Limit, cancellationToken);
        var results = new List<Scored>();
        int violations = 0;
        long started = Stopwatch.GetTimestamp();
        foreach ((string Family, string Name, byte[] Json) file in files)
        {
            foreach (int slots in Slots)
            {
                ResearchWorkflow workflow = await WfCommonsArchive.WorkflowAsync(file, slots, cancellationToken);
                OptimizedWorkflow optimized = chosen is null
                    ? await assistant.OptimizeWorkflowAsync(workflow, request, cancellationToken)
                    : await chosen.OptimizeAsync(workflow, request, cancellationToken);
                violations += WorkflowChecker.Check(workflow, optimized).Count;
                TimeSpan bound = ListDispatch.LowerBound(workflow, slots);
                results.Add(new Scored(
                    file.Family, file.Name, slots, workflow.TaskSequence.Count, optimized.IsProvenOptimal,
                    Ratio(optimized.Makespan, bound), Ratio(ListDispatch.FileOrder(workflow, slots), bound), Ratio(ListDispatch.LongestPathFirst(workflow, slots), bound)));
            }

            progress.Report(results.Count / Slots.Length, files.Count, file.Name);
        }

        if (arguments.Predictions is { } path)
            await WriteAsync(path, results, cancellationToken);
        return Score(results, violations, Stopwatch.GetElapsedTime(started).TotalSeconds);
    }

    private static MeasureResult Score(List<Scored> results, int violations, double seconds)
    {
        var rows = new List<IReadOnlyList<string>>();
        foreach (IGrouping<string, Scored> family in results.GroupBy(one => one.Family).OrderBy(group => group.Key, StringComparer.Ordinal).Append(results.GroupBy(_ => "all").First()))
        {
            foreach (IGrouping<int, Scored> slots in family.GroupBy(one => one.Slots).OrderBy(group => group.Key))
                rows.Add([family.Key, $"{slots.Count()}", $"{slots.Key}", Text(slots.Average(one => one.Ratio)), Text(slots.Average(one => one.FileOrder)), Text(slots.Average(one => one.LongestPath))]);
        }

        int above = results.Count(one => one.Ratio > one.LongestPath * (1 + 1e-12));
        // Where the longest path first is optimal nothing can be below it.
        int notBelow = results.Count(one => one.LongestPath > 1.01 && one.Ratio >= one.LongestPath && !one.IsProven);
        rows.AddRange(results.Where(one => one.Ratio > one.LongestPath * (1 + 1e-12) || (one.LongestPath > 1.01 && one.Ratio >= one.LongestPath))
            .Select(one => (IReadOnlyList<string>)[$"not better: {one.Name}", one.IsProven ? "proven" : "open", $"{one.Slots}", Text(one.Ratio), Text(one.FileOrder), Text(one.LongestPath)]));
        var figures = new List<KeyValuePair<string, double>> { new("instances", results.Count / Slots.Length) };
        foreach (int slots in Slots)
        {
            Scored[] of = [.. results.Where(one => one.Slots == slots)];
            figures.Add(new($"ratio_p{slots}", of.Average(one => one.Ratio)));
            figures.Add(new($"fifo_p{slots}", of.Average(one => one.FileOrder)));
            figures.Add(new($"longest_path_p{slots}", of.Average(one => one.LongestPath)));
        }

        figures.AddRange([new("above_longest_path", above), new("not_below_longest_path", notBelow), new("violations", violations), new("seconds", seconds)]);
        return new MeasureResult { Columns = ["family", "instances", "slots", "ratio", "file order", "longest path first"], Rows = rows, Figures = figures };
    }

    private static Task WriteAsync(string path, List<Scored> results, CancellationToken cancellationToken) =>
        File.WriteAllLinesAsync(
            path,
            results.Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Family},{one.Name},{one.Slots},{one.Tasks},{one.Ratio:R},{one.FileOrder:R},{one.LongestPath:R}")).Prepend("family,instance,slots,tasks,ratio,fifo,longest_path"),
            cancellationToken);

    private static double Ratio(TimeSpan makespan, TimeSpan bound) => bound == TimeSpan.Zero ? 1 : makespan / bound;

    private static string Text(double value) => value.ToString("0.0000", CultureInfo.InvariantCulture);

    private sealed record Scored(string Family, string Name, int Slots, int Tasks, bool IsProven, double Ratio, double FileOrder, double LongestPath);
}
