using System.Globalization;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Plans for durations that vary: chooses a dispatch rule by simulation and reports how it does in futures that it was not chosen by.</summary>
internal static class RobustOptimization
{
    /// <summary>Schedules and simulated futures when a request names no budget.</summary>
    public const int DefaultSchedules = 100_000;

    private const double DefaultPromise = 0.9;
    private static readonly double[] Probabilities = [0.05, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99];

    /// <summary>Whether the request asks for such a plan of a workflow that the plain problem can express.</summary>
    public static bool Takes(ResearchWorkflow workflow, OptimizationRequest request) =>
        (request.Robustness is not null || request.Objectives is [{ Kind: ObjectiveKind.MakespanQuantile }])
        && !RichFeatures.Uses(workflow, request with { Objectives = request.Objectives is [{ Kind: ObjectiveKind.MakespanQuantile }] ? [] : request.Objectives });

    /// <summary>Chooses the rule and writes the outcome; the schedule is the rule's with the planned durations.</summary>
    public static OptimizationOutcome Run(CompiledWorkflow compiled, BaselineSchedule baseline, OptimizationRequest request, SearchBudget budget)
    {
        SchedulingProblem problem = compiled.Problem;
        RobustnessRequest robustness = request.Robustness ?? new RobustnessRequest();
        double? quantile = request.Objectives is [{ Kind: ObjectiveKind.MakespanQuantile } objective] ? objective.Quantile : robustness.Quantile;
        DurationDistribution?[] laws = [.. compiled.Workflow.TaskSequence.Select(task => task.DurationDistribution)];
        DispatchRule rule = new RuleSearch(problem, laws, budget, new MakespanStatistic(quantile), request.Seed).Run();
        var simulator = new DispatchSimulator(problem);
        long planned = (long)simulator.Run(rule, [.. problem.Durations.Select(duration => (double)duration)]);
        long[] starts = [.. simulator.Starts.Select(start => (long)start)];
        RobustnessReport report = Report(compiled, rule, simulator, new ScenarioSet(problem, laws, robustness.Scenarios, ~(long)request.Seed), quantile ?? DefaultPromise, planned);
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
            Method = Describe(report, budget.Spent, robustness.Scenarios, request.Seed),
            Schedules = budget.Spent,
            Robustness = report,
        };
    }

    private static RobustnessReport Report(CompiledWorkflow compiled, DispatchRule rule, DispatchSimulator simulator, ScenarioSet futures, double promise, long planned)
    {
        int n = compiled.Problem.TaskCount;
        var makespans = new double[futures.Count];
        var critical = new int[n];
        var starts = new double[n];
        for (int i = 0; i < futures.Count; i++)
        {
            makespans[i] = simulator.Run(rule, futures[i]);
            for (int task = 0; task < n; task++)
                starts[task] += simulator.Starts[task] / futures.Count;
            for (int task = simulator.Last; task >= 0; task = simulator.Blockers[task])
                critical[task]++;
        }

        Array.Sort(makespans);
        TimeSpan? deadline = compiled.Workflow.Deadline;
        return new RobustnessReport
        {
            ExecutionOrder = [.. rule.List.Select(compiled.TaskId)],
            LookAhead = rule.LookAhead == DispatchRule.Unlimited ? null : rule.LookAhead,
            ExpectedMakespan = Time(makespans.DefaultIfEmpty(0).Average()),
            Quantiles = [.. Probabilities.Select(probability => new MakespanQuantile { Probability = probability, Makespan = Time(At(probability)) })],
            DeadlineProbability = deadline is { } limit ? makespans.Count(makespan => Time(makespan) <= limit) / (double)makespans.Length : null,
            ProjectBuffer = Time(Math.Max(0, At(promise) - planned)),
            Criticality = [.. Enumerable.Range(0, n).OrderByDescending(task => critical[task]).Select(task => new TaskCriticality
            {
                TaskId = compiled.TaskId(task),
                Index = critical[task] / (double)futures.Count,
                ExpectedStart = Time(starts[task]),
            })],
            Scenarios = futures.Count,
        };

        TimeSpan Time(double units) => TimeSpan.FromTicks((long)(units * compiled.Problem.UnitTicks));

        // The k-th of N is exceeded by a new one with the probability 1 - k / (N + 1).
        double At(double probability) => makespans[Math.Clamp((int)Math.Ceiling(probability * (makespans.Length + 1)) - 1, 0, makespans.Length - 1)];
    }

    private static string Describe(RobustnessReport report, long schedules, int scenarios, int seed)
    {
        string rule = report.LookAhead switch
        {
            null => "every task that fits starts, in the order of the plan",
            0 => "tasks start strictly in the order of the plan",
            int places => $"a task may overtake at most {places} others",
        };
        return string.Create(CultureInfo.InvariantCulture,
            $"The plan is a rule for durations that vary, chosen among {schedules:N0} schedules and simulated futures (seed {seed}): {rule}. In {scenarios:N0} other futures it took {DurationText.Format(report.ExpectedMakespan)} on average.");
    }
}
