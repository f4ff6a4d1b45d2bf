namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Anytime search for a short schedule: priority rules with double justification first, then a genetic algorithm over task lists with
/// one-way inheritance of the justified list.
/// </summary>
/// <remarks>
/// Hartmann, "A competitive genetic algorithm for resource-constrained project scheduling", NRL 45 (1998), two-point crossover of section 3;
/// Valls, Ballestin and Quintanilla, "A hybrid genetic algorithm for the RCPSP", EJOR 185 (2008), justification of every child.
/// The same seed and number of schedules give the same schedule; a time limit does not promise that. One search an instance.
/// </remarks>
internal sealed class ScheduleSearch
{
    private const int MaxIdleGenerations = 40;
    private const int MinPatience = 5000;

    private static readonly PriorityRule[] Rules =
    [
        PriorityRule.LatestFinishTime, PriorityRule.LatestStartTime, PriorityRule.MostTotalSuccessors,
        PriorityRule.GreatestRankPositionalWeight,
    ];

    private readonly SchedulingProblem _problem;
    private readonly SearchBudget _budget;
    private readonly Action<ScheduleCost, LowerBound, long>? _onBetter;
    private readonly CriticalPath _path;
    private readonly LowerBound _bound;
    private readonly ScheduleDecoder _decoder;
    private readonly DoubleJustification _justification;
    private readonly long[] _starts;
    private readonly long[] _best;
    private ScheduleCost _bestCost = new(long.MaxValue, long.MaxValue);
    private long _bestAfter;
    private SearchRandom _random;

    public ScheduleSearch(SchedulingProblem problem, SearchBudget budget, int seed, Action<ScheduleCost, LowerBound, long>? onBetter = null)
    {
        _problem = problem;
        _budget = budget;
        _onBetter = onBetter;
        _path = new CriticalPath(problem);
        _bound = LowerBounds.Best(problem, _path);
        _decoder = ScheduleDecoder.For(problem);
        _justification = new DoubleJustification(problem, _decoder);
        _starts = new long[problem.TaskCount];
        _best = new long[problem.TaskCount];
        _random = new SearchRandom(seed);
    }

    /// <summary>Stop, too, when so many times the schedules that led to the best one, but no fewer than <see cref="MinPatience"/>, have been built; null to go on until the budget is spent.</summary>
    public double? Patience { get; init; }

    private bool MustStop => (_bestCost.Lateness == 0 && _bestCost.Makespan <= _bound.Makespan)
        || _budget.IsExhausted
        || _budget.Spent >= Math.Max(MinPatience, Patience * _bestAfter ?? double.PositiveInfinity);

    /// <summary>Searches until the budget is spent or the bound is met, from <paramref name="firstList"/> on: the result is never worse than what that list gives.</summary>
    /// <remarks>At least one schedule is built, whatever the budget.</remarks>
    public ScheduleSearchResult Run(ReadOnlySpan<int> firstList)
    {
        List<TaskList> seeds = [Evaluate(firstList.ToArray())];
        foreach (PriorityRule rule in Rules)
        {
            if (MustStop)
                break;
            var list = new int[_problem.TaskCount];
            TopologicalSort.ByKey(_problem.Predecessors, _problem.Successors, PriorityKeys.Of(rule, _problem, _path), list);
            seeds.Add(Evaluate(list));
        }

        while (!MustStop && _problem.TaskCount > 1)
        {
            Evolve(seeds);
            seeds.Clear();
        }

        return new ScheduleSearchResult
        {
            Starts = _best,
            Cost = _bestCost,
            Bound = _bound,
            Schedules = _budget.Spent,
            BestAfter = _bestAfter,
        };
    }

    /// <summary>One population from its start until it no longer gets better or the search must stop.</summary>
    private void Evolve(List<TaskList> seeds)
    {
        int size = PopulationSize();
        var sampler = new ListSampler(_problem, PriorityKeys.Of(PriorityRule.LatestFinishTime, _problem, _path));
        List<TaskList> population = [.. seeds];
        while (population.Count < size && !MustStop)
        {
            var list = new int[_problem.TaskCount];
            sampler.Sample(list, ref _random);
            population.Add(Evaluate(list));
        }

        if (MustStop)
            return;
        var crossover = new ListCrossover(_problem);
        int idle = 0;
        ScheduleCost bestOfRun = population.Min(list => list.Cost);
        while (!MustStop && idle < MaxIdleGenerations)
        {
            var children = new List<TaskList>();
            Shuffle(population);
            for (int i = 0; i + 1 < population.Count && !MustStop; i += 2)
            {
                children.Add(Evaluate(crossover.Cross(population[i].Tasks, population[i + 1].Tasks, ref _random)));
                if (!MustStop)
                    children.Add(Evaluate(crossover.Cross(population[i + 1].Tasks, population[i].Tasks, ref _random)));
            }

            population = [.. population.Concat(children).OrderBy(list => list.Cost).DistinctBy(list => list.Hash).Take(size)];
            idle++;
            if (population[0].Cost < bestOfRun)
            {
                bestOfRun = population[0].Cost;
                idle = 0;
            }
        }
    }

    /// <summary>Larger for larger budgets: 40 for 5,000 schedules, 180 for 50,000, at most 300. A time limit is turned into schedules by the speed so far.</summary>
    private int PopulationSize()
    {
        double schedules = _budget.SchedulesLeft;
        if (_budget.TimeLeft is { } left)
            schedules = Math.Min(schedules, _budget.Spent * (left / TimeSpan.FromTicks(Math.Max(1, _budget.Elapsed.Ticks))));
        return (int)Math.Clamp(40 * Math.Pow(schedules / 5000, 0.65), 20, 300) & ~1;
    }

    private TaskList Evaluate(int[] list)
    {
        long makespan = _decoder.Decode(list, _starts);
        _budget.Spend(1);
        Keep(makespan);
        ScheduleCost cost = ScheduleCost.Of(_problem, _starts, makespan);
        if (MustStop)
            return new TaskList(list, cost, HashOf(_starts));
        int[] justified = [.. list];
        long[] plain = _problem.HasDueTimes ? [.. _starts] : [];
        makespan = _justification.Apply(_starts, makespan, justified);
        _budget.Spend(DoubleJustification.Schedules);
        Keep(makespan);
        ScheduleCost justifiedCost = ScheduleCost.Of(_problem, _starts, makespan);
        // Justification never lengthens a schedule, but it may make tasks miss their due times.
        return justifiedCost <= cost
            ? new TaskList(justified, justifiedCost, HashOf(_starts))
            : new TaskList(list, cost, HashOf(plain));
    }

    private static ulong HashOf(long[] starts)
    {
        ulong mix = 0;
        foreach (long start in starts)
            mix = ((mix + (ulong)start) * 0x9E3779B97F4A7C15) ^ (mix >> 29);
        return mix;
    }

    private void Keep(long makespan)
    {
        ScheduleCost cost = ScheduleCost.Of(_problem, _starts, makespan);
        if (cost >= _bestCost)
            return;
        _bestCost = cost;
        _bestAfter = _budget.Spent;
        _starts.CopyTo(_best, 0);
        _onBetter?.Invoke(cost, _bound, _budget.Spent);
    }

    private void Shuffle(List<TaskList> population)
    {
        for (int i = population.Count - 1; i > 0; i--)
        {
            int other = _random.Next(i + 1);
            (population[i], population[other]) = (population[other], population[i]);
        }
    }

    private sealed record TaskList(int[] Tasks, ScheduleCost Cost, ulong Hash);
}
