namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Finds out, where it can, that a set of hard constraints leaves no schedule: earliest times by ties, lags and calendars, latest times by deadlines, and the
/// work that must be done within each window. "Possible" proves nothing.
/// </summary>
/// <remarks>Baptiste, Le Pape and Nuijten, "Constraint-Based Scheduling" (2001): time bounds of simple temporal problems (section 1.2) and energetic reasoning (3.3).</remarks>
internal sealed class WindowPropagation(RichProblem problem)
{
    private const int MaxEnergyTasks = 400;
    private readonly long[] _start = new long[problem.TaskCount];
    private readonly long[] _end = new long[problem.TaskCount];
    private readonly long[] _latest = new long[problem.TaskCount];

    /// <summary>Whether <paramref name="active"/> certainly cannot hold together.</summary>
    public bool IsImpossible(IReadOnlyCollection<HardConstraint> active)
    {
        ILookup<int, HardConstraint> byTask = active.Where(one => one.Task >= 0).ToLookup(one => one.Task);
        if (!Forward(byTask))
            return true;
        Backward(byTask);
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (problem.Sure[task] && problem.Tasks[task].Frozen is null && _end[task] > _latest[task])
                return true;
        }

        return active.Any(one => one.Kind switch
        {
            HardConstraintKind.Resource when problem.Deliveries[one.Index] is not null => IsOverdrawn(one.Index),
            HardConstraintKind.Resource => IsOverloaded(mode => mode.Renewables.FirstOrDefault(demand => demand.Resource == one.Index).Amount, (from, until) => (double)problem.Capacities[one.Index] * (until - from)),
            HardConstraintKind.People => ArePeopleOverloaded(),
            _ => false,
        });
    }

    private bool Forward(ILookup<int, HardConstraint> byTask)
    {
        Array.Clear(_start);
        Array.Clear(_end);
        for (int round = 0; round <= problem.TaskCount + 1; round++)
        {
            bool changed = false;
            foreach (int task in problem.TopologicalOrder)
            {
                if (!problem.Sure[task])
                    continue;
                changed |= Advance(task, byTask[task]);
                if (_end[task] >= WorkTime.Never)
                    return false;
            }

            if (!changed)
                return true;
        }

        // Bounds that never settle push one another on for ever.
        return false;
    }

    private bool Advance(int task, IEnumerable<HardConstraint> constraints)
    {
        RichTask one = problem.Tasks[task];
        (long oldStart, long oldEnd) = (_start[task], _end[task]);
        if (one.Frozen is { } frozen)
        {
            (_start[task], _end[task]) = (frozen.Start, frozen.End);
            return oldStart != _start[task] || oldEnd != _end[task];
        }

        long start = Math.Max(oldStart, problem.Now), end = oldEnd;
        bool pushed = false;
        foreach (HardConstraint constraint in constraints)
        {
            if (constraint.Kind == HardConstraintKind.Release)
                start = Math.Max(start, one.Release);
            if (constraint.Kind is not (HardConstraintKind.Tie or HardConstraintKind.MaximumLag) || !problem.Sure[one.Ties[constraint.Index].First])
                continue;
            RichTie tie = one.Ties[constraint.Index];
            bool fromEnd = tie.Type is DependencyType.FinishToStart or DependencyType.FinishToFinish, toStart = tie.Type is DependencyType.FinishToStart or DependencyType.StartToStart;
            if (constraint.Kind == HardConstraintKind.Tie)
            {
                long from = (fromEnd ? _end : _start)[tie.First] + tie.Min;
                (start, end) = toStart ? (Math.Max(start, from), end) : (start, Math.Max(end, from));
                continue;
            }

            // The earlier task cannot be so early that this one comes too late for it.
            long least = (toStart ? _start : _end)[task] - tie.Max;
            long[] bound = fromEnd ? _end : _start;
            if (problem.Tasks[tie.First].Frozen is not null || bound[tie.First] >= least)
                continue;
            bound[tie.First] = least;
            pushed = true;
        }

        (_start[task], _end[task]) = (WorkTime.Never, WorkTime.Never);
        foreach (RichMode mode in one.Modes)
        {
            WorkHours? hours = problem.Calendars[mode.Calendar];
            long aligned = WorkTime.AlignForEnd(hours, one.Breaks, start, mode.Duration, end);
            _start[task] = Math.Min(_start[task], aligned);
            _end[task] = Math.Min(_end[task], WorkTime.EndOf(hours, one.Breaks, aligned, mode.Duration));
        }

        return pushed || oldStart != _start[task] || oldEnd != _end[task];
    }

    private void Backward(ILookup<int, HardConstraint> byTask)
    {
        Array.Fill(_latest, WorkTime.Never);
        for (int i = problem.TaskCount - 1; i >= 0; i--)
        {
            int task = problem.TopologicalOrder[i];
            RichTask one = problem.Tasks[task];
            if (!problem.Sure[task] || one.Frozen is not null)
                continue;
            if (byTask[task].Any(constraint => constraint.Kind == HardConstraintKind.Deadline))
                _latest[task] = Math.Min(_latest[task], one.HardDeadline);
            long start = _latest[task] - one.Modes.Min(mode => mode.Duration);
            foreach (HardConstraint constraint in byTask[task].Where(constraint => constraint.Kind == HardConstraintKind.Tie))
            {
                RichTie tie = one.Ties[constraint.Index];
                // From a start of the earlier task nothing follows for its end in its longest mode.
                long end = tie.Type switch
                {
                    DependencyType.FinishToStart => start - tie.Min,
                    DependencyType.FinishToFinish => _latest[task] - tie.Min,
                    _ => WorkTime.Never,
                };
                _latest[tie.First] = Math.Min(_latest[tie.First], end);
            }
        }
    }

    private bool IsOverloaded(Func<RichMode, int> amount, Func<long, long, double> supply)
    {
        var users = new List<(long From, long Until, double Work)>();
        for (int task = 0; task < problem.TaskCount && users.Count <= MaxEnergyTasks; task++)
        {
            RichTask one = problem.Tasks[task];
            if (!problem.Sure[task] || one.Frozen is not null || _latest[task] >= WorkTime.Never)
                continue;
            double work = one.Modes.Min(mode => (double)mode.Duration * amount(mode));
            if (work > 0)
                users.Add((_start[task], _latest[task], work));
        }

        if (users.Count > MaxEnergyTasks)
            return false;
        users.Sort((a, b) => a.Until.CompareTo(b.Until));
        foreach (long from in users.Select(user => user.From).Distinct().ToArray())
        {
            double work = 0;
            foreach ((long start, long until, double one) in users)
            {
                if (start < from)
                    continue;
                work += one;
                if (work > supply(from, until) * (1 + 1e-12))
                    return true;
            }
        }

        return false;
    }

    private bool ArePeopleOverloaded()
    {
        foreach (int[] group in problem.Tasks.SelectMany(task => task.Modes).SelectMany(mode => mode.Needs).Select(need => need.Candidates)
            .DistinctBy(candidates => string.Join(',', candidates.Order())))
        {
            var members = group.ToHashSet();
            if (IsOverloaded(mode => mode.Needs.Where(need => need.Candidates.All(members.Contains)).Sum(need => need.People), (from, until) => group.Sum(person => OpenTime(person, from, until))))
                return true;
        }

        return false;
    }

    // Tasks that run through breaks may work at any time, so only without them do calendars limit people.
    private double OpenTime(int person, long from, long until) =>
        problem.Calendars[problem.PersonCalendars[person]] is { } hours && problem.Tasks.All(task => task.Breaks != BreakBehavior.RunThrough) ? hours.OpenBetween(from, until) : until - from;

    private bool IsOverdrawn(int resource)
    {
        (long Latest, long Amount)[] uses = [.. Enumerable.Range(0, problem.TaskCount)
            .Where(task => problem.Sure[task])
            .Select(task => (LatestStart(task), Least(problem.Tasks[task], resource)))
            .Where(use => use.Item2 > 0)
            .OrderBy(use => use.Item1)];
        long used = 0;
        foreach ((long latest, long amount) in uses)
        {
            used += amount;
            long there = problem.Capacities[resource] + problem.Deliveries[resource]!.Where(delivery => delivery.At <= latest).Sum(delivery => (long)delivery.Amount);
            if (used > there)
                return true;
        }

        return false;
    }

    private long LatestStart(int task) =>
        problem.Tasks[task].Frozen is { } frozen ? frozen.Start : _latest[task] >= WorkTime.Never ? WorkTime.Never : _latest[task] - problem.Tasks[task].Modes.Min(mode => mode.Duration);

    private static long Least(RichTask one, int resource) =>
        (one.Frozen is { } frozen ? [one.Modes[frozen.Mode]] : one.Modes).Min(mode => (long)mode.Consumables.FirstOrDefault(demand => demand.Resource == resource).Amount);
}
