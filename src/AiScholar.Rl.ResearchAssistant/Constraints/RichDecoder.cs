namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Serial schedule generation for all kinds of constraints: takes tasks in the order of a list and starts each as early as everything allows.
/// </summary>
/// <remarks>
/// Kolisch, "Serial and parallel resource-constrained project scheduling methods revisited", EJOR 90 (1996), section 3.1. A maximum lag that a task misses delays the
/// task it counts from and starts anew (Neumann, Schwindt and Zimmermann, "Project Scheduling with Time Windows", 2003, section 2.6). For one thread at a time.
/// </remarks>
internal sealed class RichDecoder
{
    private const int MaxRestarts = 40;
    private const int MaxTries = 100_000;
    private const double NoPlace = 1e6;

    private readonly RichProblem _problem;
    private readonly UsageTimeline?[] _usage;
    private readonly BusyTimeline?[] _sequences;
    private readonly StockTimeline?[] _stocks;
    private readonly BusyTimeline[] _people;
    private readonly PeopleMatcher _matcher;
    private readonly long[] _minStart;
    private readonly long[] _minEnd;
    private readonly int[] _frozen;

    public RichDecoder(RichProblem problem)
    {
        _problem = problem;
        int resources = problem.Capacities.Length;
        _usage = new UsageTimeline?[resources];
        _sequences = new BusyTimeline?[resources];
        _stocks = new StockTimeline?[resources];
        for (int resource = 0; resource < resources; resource++)
        {
            if (problem.Deliveries[resource] is { } deliveries)
                _stocks[resource] = new StockTimeline(problem.Capacities[resource], deliveries);
            else if (problem.Setups[resource] is not null)
                _sequences[resource] = new BusyTimeline();
            else
                _usage[resource] = new UsageTimeline(problem.Capacities[resource]);
        }

        _people = [.. problem.PersonCalendars.Select(_ => new BusyTimeline())];
        _matcher = new PeopleMatcher(problem, _people);
        _minStart = new long[problem.TaskCount];
        _minEnd = new long[problem.TaskCount];
        _frozen = [.. Enumerable.Range(0, problem.TaskCount).Where(task => problem.Tasks[task].Frozen is not null)];
    }

    /// <summary>How many schedules were generated, restarts included.</summary>
    public long Generated { get; private set; }

    /// <summary>Decodes <paramref name="genome"/> into <paramref name="schedule"/>. With <paramref name="durations"/> those of the chosen modes, by task, hold instead.</summary>
    public void Decode(RichGenome genome, RichSchedule schedule, long[]? durations = null)
    {
        Choose(genome, schedule.Done);
        genome.Delays.CopyTo(_minStart, 0);
        Array.Clear(_minEnd);
        for (int restart = 0; ; restart++)
        {
            Generated++;
            if (TryDecode(genome, schedule, durations, mayRestart: restart < MaxRestarts && durations is null))
                return;
        }
    }

    private bool TryDecode(RichGenome genome, RichSchedule schedule, long[]? durations, bool mayRestart)
    {
        Clear();
        schedule.Violation = 0;
        foreach (int task in _frozen)
            Freeze(task, schedule);
        foreach (int task in genome.List)
        {
            RichTask one = _problem.Tasks[task];
            if (!schedule.Done[task] || one.Frozen is not null)
                continue;
            RichMode mode = one.Modes[genome.Modes[task]];
            schedule.Modes[task] = genome.Modes[task];
            long duration = durations?[task] ?? mode.Duration;
            if (!Place(task, one, mode, duration, genome.People[task], schedule))
                continue;
            if (!CheckLatest(task, one, schedule, mayRestart))
                return false;
        }

        return true;
    }

    private void Clear()
    {
        foreach (UsageTimeline? usage in _usage)
            usage?.Clear();
        foreach (BusyTimeline? sequence in _sequences)
            sequence?.Clear();
        foreach (StockTimeline? stock in _stocks)
            stock?.Clear();
        foreach (BusyTimeline person in _people)
            person.Clear();
    }

    private void Choose(RichGenome genome, bool[] done)
    {
        Array.Fill(done, true);
        foreach (RichChoice choice in _problem.Choices)
        {
            foreach (int option in choice.Options)
                done[option] = false;
        }

        for (int i = 0; i < _problem.Choices.Length; i++)
        {
            if (genome.Choices[i] >= 0)
                done[_problem.Choices[i].Options[genome.Choices[i]]] = true;
        }

        for (int task = 0; task < done.Length; task++)
            done[task] = done[_problem.Roots[task]] && !_problem.Closed[task];
    }

    private void Freeze(int task, RichSchedule schedule)
    {
        RichTask one = _problem.Tasks[task];
        RichFrozen frozen = one.Frozen!;
        schedule.Modes[task] = frozen.Mode;
        schedule.People[task] = frozen.People;
        schedule.Calendars[task] = one.Modes[frozen.Mode].Calendar;
        (schedule.Starts[task], schedule.Ends[task]) = (frozen.Start, frozen.End);
        Hold(one.Modes[frozen.Mode], one.Family, frozen.Start, frozen.End, frozen.People);
    }

    private bool Place(int task, RichTask one, RichMode mode, long duration, int preference, RichSchedule schedule)
    {
        (long start, long minEnd) = Earliest(task, one, schedule);
        long end = 0;
        for (int tries = 0; start < WorkTime.Never && tries < MaxTries; tries++)
        {
            long tried = start;
            WorkHours? hours = _problem.Calendars[mode.Calendar];
            start = WorkTime.AlignForEnd(hours, one.Breaks, start, duration, minEnd);
            end = WorkTime.EndOf(hours, one.Breaks, start, duration);
            if (end >= WorkTime.Never)
                break;
            tried = start;
            int calendar = mode.Calendar;
            start = NextFit(mode, one.Family, start, end);
            if (start == tried && duration > 0 && mode.Needs.Length > 0)
            {
                start = _matcher.Match(mode, one.Breaks, start, duration, preference, out end, out calendar);
                // Calendars of people can make it longer, so the resources are asked again.
                if (start == tried)
                    start = NextFit(mode, one.Family, start, end);
            }

            if (start != tried)
                continue;
            int[] people = duration > 0 && mode.Needs.Length > 0 ? _matcher.Chosen() : [];
            (schedule.Starts[task], schedule.Ends[task], schedule.People[task], schedule.Calendars[task]) = (start, end, people, calendar);
            Hold(mode, one.Family, start, end, people);
            return true;
        }

        schedule.Violation += NoPlace;
        (schedule.Starts[task], schedule.Ends[task], schedule.People[task], schedule.Calendars[task]) = (schedule.Makespan, schedule.Makespan, [], mode.Calendar);
        return false;
    }

    private (long Start, long MinEnd) Earliest(int task, RichTask one, RichSchedule schedule)
    {
        long start = Math.Max(Math.Max(one.Release, _problem.Now), _minStart[task]);
        long end = _minEnd[task];
        foreach (RichTie tie in one.Ties)
        {
            if (!schedule.Done[tie.First])
                continue;
            long from = (tie.Type is DependencyType.FinishToStart or DependencyType.FinishToFinish ? schedule.Ends : schedule.Starts)[tie.First] + tie.Min;
            if (tie.Type is DependencyType.FinishToStart or DependencyType.StartToStart)
                start = Math.Max(start, from);
            else
                end = Math.Max(end, from);
        }

        return (start, end);
    }

    /// <summary><paramref name="start"/> when all but people allow it, else a later time to try.</summary>
    private long NextFit(RichMode mode, int family, long start, long end)
    {
        if (end > start)
        {
            foreach (RichDemand demand in mode.Renewables)
            {
                long next = _usage[demand.Resource] is { } usage
                    ? usage.NextFit(start, end, demand.Amount)
                    : _sequences[demand.Resource]!.NextFit(start, end, family, _problem.Setups[demand.Resource]!);
                if (next != start)
                    return next;
            }
        }

        foreach (RichDemand demand in mode.Consumables)
        {
            long next = _stocks[demand.Resource]!.NextFit(start, demand.Amount);
            if (next != start)
                return next;
        }

        return start;
    }

    private void Hold(RichMode mode, int family, long start, long end, int[] people)
    {
        foreach (RichDemand demand in mode.Renewables)
        {
            _usage[demand.Resource]?.Take(start, end, demand.Amount);
            _sequences[demand.Resource]?.Take(start, end, family);
        }

        foreach (RichDemand demand in mode.Consumables)
            _stocks[demand.Resource]!.Take(start, demand.Amount);
        foreach (int person in people)
            _people[person].Take(start, end, 0);
    }

    /// <summary>Counts what comes too late. False: an earlier task is now held back, start anew.</summary>
    private bool CheckLatest(int task, RichTask one, RichSchedule schedule, bool mayRestart)
    {
        foreach (RichTie tie in one.Ties)
        {
            if (tie.Max == RichTask.None || !schedule.Done[tie.First])
                continue;
            bool fromEnd = tie.Type is DependencyType.FinishToStart or DependencyType.FinishToFinish;
            long first = (fromEnd ? schedule.Ends : schedule.Starts)[tie.First];
            long second = (tie.Type is DependencyType.FinishToStart or DependencyType.StartToStart ? schedule.Starts : schedule.Ends)[task];
            long wanted = second - tie.Max;
            if (wanted <= first)
                continue;
            long[] least = fromEnd ? _minEnd : _minStart;
            if (mayRestart && _problem.Tasks[tie.First].Frozen is null && least[tie.First] < wanted)
            {
                least[tie.First] = wanted;
                return false;
            }

            schedule.Violation += (double)(wanted - first) / TimeSpan.TicksPerHour;
        }

        if (schedule.Ends[task] > one.HardDeadline)
            schedule.Violation += (double)(schedule.Ends[task] - one.HardDeadline) / TimeSpan.TicksPerHour;
        return true;
    }
}
