using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Plans for durations that vary: chooses a dispatch rule by simulation and reports how it does in futures that it was not chosen by.</summary>
internal static class RobustOptimization
{
    /// <summary>Schedules and simulated futures when a request names no budget.</summary>
    public const int DefaultSchedules = 100_000;

    /// <summary>The quantile that is promised when a request names none.</summary>
    public const double DefaultPromise = 0.9;

    /// <summary>Whether the request asks for such a plan of a workflow that the plain problem can express.</summary>
    public static bool Takes(ResearchWorkflow workflow, OptimizationRequest request) =>
        (request.Robustness is not null || request.Objectives is [{ Kind: ObjectiveKind.MakespanQuantile }])
        && !RichFeatures.Uses(workflow, request with { Objectives = request.Objectives is [{ Kind: ObjectiveKind.MakespanQuantile }] ? [] : request.Objectives });

    /// <summary>Chooses the rule and writes the outcome; the schedule is the rule's with the planned durations, with buffers where they are asked for and pay.</summary>
    public static OptimizationOutcome Run(CompiledWorkflow compiled, BaselineSchedule baseline, OptimizationRequest request, SearchBudget budget)
    {
        SchedulingProblem problem = compiled.Problem;
        RobustnessRequest robustness = request.Robustness ?? new RobustnessRequest();
        double? quantile = request.Objectives is [{ Kind: ObjectiveKind.MakespanQuantile } objective] ? objective.Quantile : robustness.Quantile;
        IReadOnlyList<WorkflowTask> tasks = compiled.Workflow.TaskSequence;
        DispatchRule rule = new RuleSearch(problem, tasks, budget, new MakespanStatistic(quantile), request.Seed).Run();
        var simulator = new DispatchSimulator(problem);
        long planned = (long)simulator.Run(rule, [.. problem.Durations.Select(duration => (double)duration)]);
        long[] starts = [.. simulator.Starts.Select(start => (long)start)];
        var futures = new ScenarioSet(problem, tasks, robustness.Scenarios, ~(long)request.Seed);
        var outcomes = new SimulatedMakespans(problem.TaskCount, futures.Count);
        BufferedPlan? buffered = null;
        if (robustness.KeepStartProbability is { } keep)
        {
            buffered = BufferedPlan.Of(compiled, starts, futures, keep, quantile ?? DefaultPromise, unchecked(request.Seed + 0x6A09E667));
            starts = buffered.Starts;
            planned = buffered.End;
            for (int i = 0; i < futures.Count; i++)
                outcomes.Add(buffered.Plan.Run(starts, futures[i]), buffered.Plan.Starts, buffered.Plan.Blockers, buffered.Plan.Last);
        }
        else
        {
            for (int i = 0; i < futures.Count; i++)
                outcomes.Add(simulator.Run(rule, futures[i]), simulator.Starts, simulator.Blockers, simulator.Last);
        }

        RobustnessReport report = outcomes.Report(compiled.Workflow, problem.UnitTicks, quantile ?? DefaultPromise, planned) with
        {
            ExecutionOrder = [.. rule.List.Select(compiled.TaskId)],
            LookAhead = rule.LookAhead == DispatchRule.Unlimited ? null : rule.LookAhead,
            Buffers = buffered?.Buffers ?? [],
            ExpectedDelay = buffered?.Delay,
            ExpectedDelayWithoutBuffers = buffered?.DelayWithout,
        };
        LowerBound bound = LowerBounds.Best(problem, new CriticalPath(problem));
        return new OptimizationOutcome
        {
            Compiled = compiled,
            Baseline = baseline,
            Starts = starts,
            Cost = ScheduleCost.Of(problem, starts, planned),
            LowerBound = bound.Makespan,
            BoundSource = ManagedSearch.BoundSource(compiled, bound),
            IsProvenOptimal = planned <= bound.Makespan && !problem.HasDueTimes,
            Method = Describe(report, budget.Spent, robustness, request.Seed),
            Schedules = budget.Spent,
            Robustness = report,
        };
    }

    private static string Describe(RobustnessReport report, long schedules, RobustnessRequest robustness, int seed)
    {
        string rule = report.LookAhead switch
        {
            null => "every task that fits starts, in the order of the plan",
            0 => "tasks start strictly in the order of the plan",
            int places => $"a task may overtake at most {places} others",
        };
        string text = string.Create(CultureInfo.InvariantCulture,
            $"The plan is a rule for durations that vary, chosen among {schedules:N0} schedules and simulated futures (seed {seed}): {rule}. In {report.Scenarios:N0} other futures it took {DurationText.Format(report.ExpectedMakespan)} on average.");
        if (robustness.KeepStartProbability is not { } keep)
            return text;
        if (report.Buffers.Count == 0)
            return string.Create(CultureInfo.InvariantCulture, $"{text} Buffers do not pay: no start that is kept in less than {keep:P0} of the futures can be published later for less expected delay.");
        TimeSpan sum = TimeSpan.FromTicks(report.Buffers.Sum(buffer => buffer.Buffer.Ticks));
        return string.Create(CultureInfo.InvariantCulture,
            $"{text} Buffers of {DurationText.Format(sum)} in all stand before {report.Buffers.Count} tasks; they lower the expected delay against the published starts from {DurationText.Format(report.ExpectedDelayWithoutBuffers!.Value)} to {DurationText.Format(report.ExpectedDelay!.Value)}.");
    }
}
