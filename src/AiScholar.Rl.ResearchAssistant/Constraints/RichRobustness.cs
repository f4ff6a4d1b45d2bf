using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Simulates a found rich schedule in futures in which durations vary. The schedule was searched with the planned durations; this only says how it does.</summary>
/// <remarks>
/// Carried out by right shift: modes and choices stay, no task starts before its published start, and in the order of those starts each takes the earliest time from then on that its
/// ties, resources, calendars and people leave. Whoever of those who can do a task is free first does it.
/// </remarks>
internal static class RichRobustness
{
    /// <summary>The outcome with a report, when the request asks for one.</summary>
    public static RichOutcome With(RichOutcome outcome, OptimizationRequest request, ExtensionContext context, CancellationToken cancellationToken)
    {
        if (request.Robustness is not { } robustness || outcome.Problem.TaskCount == 0)
            return outcome;
        RichProblem problem = outcome.Problem;
        var decoder = new RichDecoder(problem);
        RichGenome genome = Published(outcome);
        var futures = new RichScenarios(problem, robustness.Scenarios, ~(long)request.Seed);
        var outcomes = new SimulatedMakespans(problem.TaskCount, robustness.Scenarios);
        var schedule = new RichSchedule(problem.TaskCount);
        var durations = new long[problem.TaskCount];
        int broken = 0;
        for (int future = 0; future < robustness.Scenarios; future++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            futures.Fill(genome, future, durations);
            decoder.Decode(genome, schedule, durations);
            broken += schedule.Violation > 0 ? 1 : 0;
            IReadOnlyList<(int Task, int Blocker, string Through)> chain = RichChain.Of(problem, schedule);
            int[] blockers = new int[problem.TaskCount];
            foreach ((int task, int blocker, _) in chain)
                blockers[task] = blocker;
            // The chain may end in a link back into itself where breaks align; its first task waits for nothing.
            if (chain.Count > 0)
                blockers[chain[0].Task] = -1;
            outcomes.Add(schedule.Makespan, [.. schedule.Starts.Select((start, task) => schedule.Done[task] ? (double)start : 0)], blockers, chain.Count == 0 ? -1 : chain[^1].Task);
        }

        double promise = robustness.Quantile ?? RobustOptimization.DefaultPromise;
        RobustnessReport report = outcomes.Report(problem.Workflow, 1, promise, outcome.Schedule.Makespan) with
        {
            ExecutionOrder = [.. genome.List.Where(task => outcome.Schedule.Done[task]).Select(problem.TaskId)],
            LookAhead = 0,
        };
        string keeps = broken == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" In {(double)broken / robustness.Scenarios:P1} of them a hard constraint is missed.");
        return outcome with
        {
            Robustness = report with { Criticality = [.. report.Criticality.Where(one => one.Index > 0 || report.ExecutionOrder.Contains(one.TaskId))] },
            Method = string.Create(CultureInfo.InvariantCulture, $"{outcome.Method} With durations that vary, published starts kept and the rest shifted right, it took {DurationText.Format(report.ExpectedMakespan)} on average in {robustness.Scenarios:N0} futures.{keeps}"),
            Issues = robustness.KeepStartProbability is null ? outcome.Issues : [.. outcome.Issues, NoBuffers(context)],
        };
    }

    private static RichGenome Published(RichOutcome outcome)
    {
        RichProblem problem = outcome.Problem;
        RichGenome genome = outcome.Genome.Clone();
        RichOrder.ByKey(problem, [.. outcome.Schedule.Starts.Select((start, task) => outcome.Schedule.Done[task] ? (double)start : 0)], genome.List);
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (!outcome.Schedule.Done[task])
                continue;
            genome.Modes[task] = outcome.Schedule.Modes[task];
            genome.Delays[task] = outcome.Schedule.Starts[task];
        }

        return genome;
    }

    private static ResultIssue NoBuffers(ExtensionContext context) => new()
    {
        Code = AdvancedRlErrorCode.WorkflowInvalid,
        Severity = IssueSeverity.Warning,
        Message = $"{nameof(RobustnessRequest.KeepStartProbability)} was not followed: buffers are put into plain workflows only, not into those with modes, people, calendars, consumables, set-ups, options, time windows, progress, patterns or further objectives.",
        Source = context.Name,
    };
}
