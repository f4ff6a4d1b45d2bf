namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Searches the best <see cref="DispatchRule"/> by simulation: priority rules and the orders of good deterministic schedules, each with several look-aheads, then a
/// steady-state genetic search over lists and look-aheads. So the class of the policy is chosen by what the variance makes of it, not by a threshold.
/// </summary>
/// <remarks>
/// Ballestin, "When it is worthwhile to work with the stochastic RCPSP?", Journal of Scheduling 10 (2007): genetic search by simulation. A candidate is judged on a
/// part of the futures first and dropped when it is no better there than the worst member. Every simulated future counts as a schedule.
/// </remarks>
internal sealed class RuleSearch
{
    private const int FirstFutures = 32;
    private const int Futures = 192;
    private const int FinalFutures = 1000;
    private const int Members = 30;
    private const int Finalists = 8;
    private const int DeterministicSchedules = 3000;

    private static readonly int[] LookAheads = [0, 3, 8, 20, DispatchRule.Unlimited];

    private readonly SchedulingProblem _problem;
    private readonly IReadOnlyList<WorkflowTask> _tasks;
    private readonly SearchBudget _budget;
    private readonly MakespanStatistic _statistic;
    private readonly int _seed;
    private readonly ScenarioSet _futures;
    private readonly DispatchSimulator _simulator;
    private readonly ListCrossover _crossover;
    private readonly double[] _makespans = new double[FinalFutures];
    private readonly List<Member> _members = [];
    private SearchRandom _random;

    public RuleSearch(SchedulingProblem problem, IReadOnlyList<WorkflowTask> tasks, SearchBudget budget, MakespanStatistic statistic, int seed)
    {
        _problem = problem;
        _tasks = tasks;
        _budget = budget;
        _statistic = statistic;
        _seed = seed;
        _futures = new ScenarioSet(problem, tasks, Futures, unchecked(seed + 0x51ED270B));
        _simulator = new DispatchSimulator(problem);
        _crossover = new ListCrossover(problem);
        _random = new SearchRandom(seed);
    }

    /// <summary>The best rule found; at least one is judged, whatever the budget.</summary>
    public DispatchRule Run()
    {
        Seed();
        while (!_budget.IsExhausted && _problem.TaskCount > 1 && _members.Count > 1)
            Try(Breed());
        return BestOf();
    }

    private void Seed()
    {
        var path = new CriticalPath(_problem);
        foreach (PriorityRule rule in (PriorityRule[])[PriorityRule.LatestFinishTime, PriorityRule.LatestStartTime])
        {
            var list = new int[_problem.TaskCount];
            TopologicalSort.ByKey(_problem.Predecessors, _problem.Successors, PriorityKeys.Of(rule, _problem, path), list);
            AddAll(list);
        }

        var sorter = new TaskListSorter(_problem);
        for (int run = 0; run < 4 && !_budget.IsExhausted; run++)
        {
            var part = _budget.Part(DeterministicSchedules);
            ScheduleSearchResult found = new ScheduleSearch(_problem, part, unchecked(_seed + run)).Run(_members[0].Rule.List);
            _budget.Spend((int)part.Spent);
            var list = new int[_problem.TaskCount];
            sorter.Sort(found.Starts, list);
            AddAll(list);
        }
    }

    private void AddAll(int[] list)
    {
        foreach (int lookAhead in LookAheads)
        {
            if (_members.Count > 0 && _budget.IsExhausted)
                return;
            Try(new DispatchRule(list, lookAhead));
        }
    }

    private DispatchRule Breed()
    {
        Member mother = Tournament();
        Member father = Tournament();
        int[] list = _crossover.Cross(mother.Rule.List, father.Rule.List, ref _random);
        int lookAhead = (_random.Next(2) == 0 ? mother : father).Rule.LookAhead;
        if (_random.Next(8) == 0)
            lookAhead = LookAheads[_random.Next(LookAheads.Length)];
        else if (lookAhead != DispatchRule.Unlimited && _random.Next(4) == 0)
            lookAhead = Math.Max(0, lookAhead + _random.Next(7) - 3);
        return new DispatchRule(list, lookAhead);
    }

    private Member Tournament()
    {
        Member one = _members[_random.Next(_members.Count)];
        Member other = _members[_random.Next(_members.Count)];
        return one.Cost <= other.Cost ? one : other;
    }

    /// <summary>Lets the rule join the members unless it is dropped after the first futures or worse than the worst of a full house.</summary>
    private void Try(DispatchRule rule)
    {
        bool isFull = _members.Count >= Members;
        double first = Judge(rule, _futures, 0, FirstFutures);
        if (isFull && first > _members[^1].FirstCost && first > _members[_members.Count / 2].FirstCost)
            return;
        Judge(rule, _futures, FirstFutures, Futures);
        double cost = _statistic.Of(_makespans.AsSpan(0, Futures));
        if (_members.Exists(member => member.Cost == cost) || (isFull && cost >= _members[^1].Cost))
            return;
        if (isFull)
            _members.RemoveAt(_members.Count - 1);
        int at = _members.FindIndex(member => member.Cost > cost);
        _members.Insert(at < 0 ? _members.Count : at, new Member(rule, first, cost));
    }

    /// <summary>Simulates the futures from <paramref name="from"/> to <paramref name="to"/> and returns the figure of those.</summary>
    private double Judge(DispatchRule rule, ScenarioSet futures, int from, int to)
    {
        for (int i = from; i < to; i++)
            _makespans[i] = _simulator.Run(rule, futures[i]);
        _budget.Spend(to - from);
        double[] copy = _makespans[from..to];
        return _statistic.Of(copy);
    }

    /// <summary>The best of the first few members on fresh futures: those that they were chosen by flatter them.</summary>
    private DispatchRule BestOf()
    {
        if (_members.Count == 1)
            return _members[0].Rule;
        var fresh = new ScenarioSet(_problem, _tasks, FinalFutures, unchecked(_seed + 0x2545F491));
        return _members.Take(Finalists).MinBy(member => Judge(member.Rule, fresh, 0, FinalFutures))!.Rule;
    }

    private sealed record Member(DispatchRule Rule, double FirstCost, double Cost);
}
