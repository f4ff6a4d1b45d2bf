namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What no schedule can beat: earliest ends by ties and calendars, and the work that must pass through each resource.</summary>
internal static class RichBounds
{
    /// <summary>A bound for the makespan, and what gives it.</summary>
    public static (long Makespan, string Source) Makespan(RichProblem problem)
    {
        (long[] starts, long[] ends) = Heads(problem);
        long bound = 0;
        string source = "the critical path";
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (problem.Sure[task])
                bound = Math.Max(bound, ends[task]);
        }

        for (int resource = 0; resource < problem.Capacities.Length; resource++)
        {
            if (problem.Deliveries[resource] is not null || problem.Capacities[resource] == 0)
                continue;
            int one = resource;
            long work = Work(problem, starts, mode => mode.Renewables.FirstOrDefault(demand => demand.Resource == one).Amount, problem.Capacities[resource]);
            if (work > bound)
                (bound, source) = (work, $"the work that must pass through {Label(problem.Workflow.Resources[resource])}");
        }

        if (problem.PersonCalendars.Length > 0)
        {
            long work = Work(problem, starts, mode => mode.PeopleCount, problem.PersonCalendars.Length);
            if (work > bound)
                (bound, source) = (work, "the work of all people together");
        }

        return (bound, source);
    }

    /// <summary>Earliest start and end of each task by ties, release times and calendars, in its shortest mode, resources aside; skipped tasks hold no one.</summary>
    public static (long[] Starts, long[] Ends) Heads(RichProblem problem)
    {
        var starts = new long[problem.TaskCount];
        var ends = new long[problem.TaskCount];
        foreach (int task in problem.TopologicalOrder)
        {
            RichTask one = problem.Tasks[task];
            if (one.Frozen is { } frozen)
            {
                (starts[task], ends[task]) = (frozen.Start, frozen.End);
                continue;
            }

            long start = Math.Max(one.Release, problem.Now), end = 0;
            foreach (RichTie tie in one.Ties)
            {
                if (!problem.Sure[tie.First])
                    continue;
                long from = (tie.Type is DependencyType.FinishToStart or DependencyType.FinishToFinish ? ends : starts)[tie.First] + tie.Min;
                if (tie.Type is DependencyType.FinishToStart or DependencyType.StartToStart)
                    start = Math.Max(start, from);
                else
                    end = Math.Max(end, from);
            }

            (starts[task], ends[task]) = (WorkTime.Never, WorkTime.Never);
            foreach (RichMode mode in one.Modes)
            {
                WorkHours? hours = problem.Calendars[mode.Calendar];
                long aligned = WorkTime.AlignForEnd(hours, one.Breaks, start, mode.Duration, end);
                starts[task] = Math.Min(starts[task], aligned);
                ends[task] = Math.Min(ends[task], WorkTime.EndOf(hours, one.Breaks, aligned, mode.Duration));
            }
        }

        return (starts, ends);
    }

    /// <summary>A bound for an objective that stands first; null when none is known.</summary>
    public static double? Of(RichProblem problem, OptimizationObjective objective, long makespan) => objective.Kind switch
    {
        ObjectiveKind.Makespan => RichObjectives.Hours(makespan),
        ObjectiveKind.Lateness or ObjectiveKind.WeightedTardiness or ObjectiveKind.Disruption or ObjectiveKind.SkippedValue => 0,
        ObjectiveKind.Cost => Enumerable.Range(0, problem.TaskCount).Where(task => problem.Sure[task]).Sum(task => LeastCost(problem, problem.Tasks[task])),
        _ => null,
    };

    private static double LeastCost(RichProblem problem, RichTask one) =>
        (one.Frozen is { } frozen ? [one.Modes[frozen.Mode]] : one.Modes).Min(mode => mode.Cost
            + RichObjectives.Hours(mode.Duration) * mode.Needs.Sum(need => need.Candidates.Select(person => problem.PersonCosts[person]).Order().Take(need.People).Sum()));

    private static long Work(RichProblem problem, long[] starts, Func<RichMode, int> amount, int capacity)
    {
        Int128 work = 0;
        long first = WorkTime.Never;
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (!problem.Sure[task])
                continue;
            RichTask one = problem.Tasks[task];
            Int128 least = one.Frozen is { } frozen
                ? (Int128)(frozen.End - frozen.Start) * amount(one.Modes[frozen.Mode])
                : one.Modes.Min(mode => (Int128)mode.Duration * amount(mode));
            if (least > 0)
                first = Math.Min(first, starts[task]);
            work += least;
        }

        // Facts of a running workflow may hold more than there is.
        bool isSound = problem.Tasks.All(task => task.Frozen is null);
        return work == 0 || !isSound ? 0 : first + (long)((work + capacity - 1) / capacity);
    }

    private static string Label(ResearchResource resource) => resource.Name.Length > 0 ? resource.Name : resource.Id;
}
