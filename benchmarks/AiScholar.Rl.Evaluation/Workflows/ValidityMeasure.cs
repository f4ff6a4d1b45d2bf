using System.Diagnostics;
using AiScholar.Rl.Evaluation.Running;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Evaluation.Workflows;

/// <summary>Random workflows with all kinds of constraints, each schedule checked against its workflow alone.</summary>
public sealed class ValidityMeasure : IMeasure
{
    private const int FirstSchedules = 20;

    /// <inheritdoc/>
    public string Name => "validity";

    /// <inheritdoc/>
    public string Usage => "no data; [--count N, default 10000] [--schedules N, default that of the optimizer] [--optimizer managed|cpsat]: random workflows, an independent checker";

    /// <inheritdoc/>
    public bool NeedsData => false;

    /// <inheritdoc/>
    public async Task<MeasureResult> RunAsync(MeasureArguments arguments, MeasureProgress progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(progress);
        int count = arguments.Integer("count", 10_000, 1);
        int schedules = arguments.Integer("schedules", 0, 1);
        string optimizer = arguments.Text("optimizer") ?? "managed";
        if (optimizer is not ("managed" or "cpsat"))
            throw new MeasureInputException($"--optimizer is '{optimizer}'; it must be managed or cpsat.");
        arguments.RejectUnknown();
        await using ServiceProvider services = new ServiceCollection()
            .AddAdvancedRl(rl => rl.AddResearchAssistant(assistant => assistant.UseOrTools()))
            .BuildServiceProvider();
        IWorkflowOptimizer free = services.GetRequiredKeyedService<IWorkflowOptimizer>("managed");
        IWorkflowOptimizer asked = services.GetRequiredKeyedService<IWorkflowOptimizer>(optimizer == "cpsat" ? "cp-sat" : "managed");
        var tallies = new Tally[2];
        tallies[0] = new Tally("without hard limits in time");
        tallies[1] = new Tally("with hard deadlines, maximum lags, progress");
        var examples = new List<string>();
        long started = Stopwatch.GetTimestamp();
        for (int i = 0; i < count; i++)
        {
            var random = new RandomWorkflows(unchecked(arguments.Seed * 1_000_003 + i));
            ResearchWorkflow workflow = random.Free();
            OptimizedWorkflow? first = await TryAsync(free, workflow, new OptimizationRequest { ScheduleBudget = FirstSchedules, Seed = i }, tallies[0], examples, cancellationToken);
            if (first is not null)
            {
                ResearchWorkflow tight = random.Tighten(workflow, first);
                await TryAsync(asked, tight, new OptimizationRequest { ScheduleBudget = schedules > 0 ? schedules : null, Seed = i, Objectives = random.Objectives() }, tallies[1], examples, cancellationToken);
            }

            progress.Report(i + 1, count, $"{tallies.Sum(tally => tally.Violations)} violations, {tallies.Sum(tally => tally.Unsolved)} unsolved");
        }

        List<IReadOnlyList<string>> rows = [.. tallies.Select(tally => (IReadOnlyList<string>)[tally.Name, $"{tally.Workflows}", $"{tally.Violations}", $"{tally.Unsolved}", $"{tally.Tasks}"])];
        rows.AddRange(examples.Take(5).Select(example => (IReadOnlyList<string>)[example[..Math.Min(example.Length, 60)], "", "", "", ""]));
        if (arguments.Predictions is { } path)
            await File.WriteAllLinesAsync(path, examples, cancellationToken);
        return new MeasureResult
        {
            Columns = ["workflows", "count", "violations", "unsolved", "tasks"],
            Rows = rows,
            Figures =
            [
                new("workflows", tallies.Sum(tally => tally.Workflows)),
                new("violations", tallies.Sum(tally => tally.Violations)),
                new("unsolved", tallies.Sum(tally => tally.Unsolved)),
                new("seconds", Stopwatch.GetElapsedTime(started).TotalSeconds),
            ],
        };
    }

    private static async Task<OptimizedWorkflow?> TryAsync(
        IWorkflowOptimizer optimizer, ResearchWorkflow workflow, OptimizationRequest request, Tally tally, List<string> examples, CancellationToken cancellationToken)
    {
        tally.Workflows++;
        tally.Tasks += workflow.TaskSequence.Count;
        try
        {
            OptimizedWorkflow optimized = await optimizer.OptimizeAsync(workflow, request, cancellationToken);
            IReadOnlyList<string> violations = WorkflowChecker.Check(workflow, optimized);
            tally.Violations += violations.Count;
            examples.AddRange(violations.Take(1).Select(violation => $"seed {request.Seed}: {violation}"));
            return optimized;
        }
        catch (WorkflowException exception)
        {
            tally.Unsolved++;
            examples.Add($"seed {request.Seed} ({tally.Name}): {exception.Message}");
            return null;
        }
    }

    private sealed record Tally(string Name)
    {
        public int Workflows { get; set; }

        public int Violations { get; set; }

        public int Unsolved { get; set; }

        public int Tasks { get; set; }
    }
}
