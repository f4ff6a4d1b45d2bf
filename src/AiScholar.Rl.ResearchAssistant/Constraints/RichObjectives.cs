namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How bad a schedule is: the hard constraints it misses first, then each objective in its order.</summary>
internal sealed class RichObjectives
{
    private const int Scenarios = 24;
    private static readonly OptimizationObjective[] Defaults =
        [new() { Kind = ObjectiveKind.Lateness }, new() { Kind = ObjectiveKind.SkippedValue }, new() { Kind = ObjectiveKind.Makespan }];

    private readonly RichProblem _problem;
    private readonly RichDecoder _decoder;
    private readonly RichSchedule _scenario;
    private readonly RichScenarios? _futures;

    public RichObjectives(RichProblem problem, RichDecoder decoder, int seed)
    {
        _problem = problem;
        _decoder = decoder;
        _scenario = new RichSchedule(problem.TaskCount);
        if (problem.Objectives.Any(objective => objective.Kind == ObjectiveKind.MakespanQuantile))
            _futures = new RichScenarios(problem, Scenarios, seed ^ 0x5EED);
    }

    /// <summary>The objectives of a request; what an empty list stands for.</summary>
    public static IReadOnlyList<OptimizationObjective> Of(OptimizationRequest request) => request.Objectives is { Count: > 0 } given ? given : Defaults;

    /// <summary>The cost of a schedule that was decoded from <paramref name="genome"/>.</summary>
    public double[] Cost(RichGenome genome, RichSchedule schedule)
    {
        var cost = new double[_problem.Objectives.Count + 1];
        cost[0] = schedule.Violation;
        for (int i = 0; i < _problem.Objectives.Count; i++)
            cost[i + 1] = Value(_problem.Objectives[i], genome, schedule);
        return cost;
    }

    /// <summary>Less than 0 when the first is better; differences below a billionth do not count.</summary>
    public static int Compare(double[] first, double[] second)
    {
        for (int i = 0; i < first.Length; i++)
        {
            double difference = first[i] - second[i];
            if (Math.Abs(difference) > 1e-9 * Math.Max(1, Math.Abs(first[i])))
                return difference < 0 ? -1 : 1;
        }

        return 0;
    }

    /// <summary>The value of one objective in its unit.</summary>
    public double Value(OptimizationObjective objective, RichGenome? genome, RichSchedule schedule)
    {
        return objective.Kind switch
        {
            ObjectiveKind.Makespan => Hours(schedule.Makespan),
            ObjectiveKind.Lateness => Sum(schedule, (one, task) => one.Deadline == RichTask.None ? 0 : Hours(Math.Max(0, schedule.Ends[task] - one.Deadline))),
            ObjectiveKind.WeightedTardiness => Sum(schedule, (one, task) => one.Due == RichTask.None ? 0 : one.Weight * Hours(Math.Max(0, schedule.Ends[task] - one.Due))),
            ObjectiveKind.Cost => Sum(schedule, (_, task) => CostOf(_problem, schedule, task)),
            ObjectiveKind.ResourceLeveling => ResourceLeveling.Of(_problem, schedule),
            ObjectiveKind.Disruption => Sum(schedule, (one, task) => one.Planned < 0 || one.Frozen is not null ? 0 : Hours(Math.Abs(schedule.Starts[task] - one.Planned))),
            ObjectiveKind.SkippedValue => Enumerable.Range(0, schedule.Done.Length).Sum(task => schedule.Done[task] ? 0 : _problem.Tasks[task].Value),
            ObjectiveKind.MakespanQuantile when genome is not null => Quantile(genome, objective.Quantile),
            _ => Hours(schedule.Makespan),
        };
    }

    /// <summary>What a task costs as scheduled.</summary>
    public static double CostOf(RichProblem problem, RichSchedule schedule, int task)
    {
        RichMode mode = problem.Tasks[task].Modes[schedule.Modes[task]];
        double cost = mode.Cost;
        foreach (int person in schedule.People[task])
            cost += problem.PersonCosts[person] * Hours(mode.Duration);
        return cost;
    }

    public static double Hours(long ticks) => (double)ticks / TimeSpan.TicksPerHour;

    private double Sum(RichSchedule schedule, Func<RichTask, int, double> of)
    {
        double sum = 0;
        for (int task = 0; task < _problem.TaskCount; task++)
        {
            if (schedule.Done[task])
                sum += of(_problem.Tasks[task], task);
        }

        return sum;
    }

    /// <summary>The quantile over scenarios in which the list runs as it is with other durations; the same scenarios for every schedule.</summary>
    private double Quantile(RichGenome genome, double quantile)
    {
        var makespans = new double[Scenarios];
        var durations = new long[_problem.TaskCount];
        for (int scenario = 0; scenario < Scenarios; scenario++)
        {
            _futures!.Fill(genome, scenario, durations);
            _decoder.Decode(genome, _scenario, durations);
            makespans[scenario] = Hours(_scenario.Makespan);
        }

        Array.Sort(makespans);
        return makespans[Math.Clamp((int)Math.Ceiling(quantile * Scenarios) - 1, 0, Scenarios - 1)];
    }
}
