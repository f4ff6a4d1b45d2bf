namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Genetic search that knows due times: priority rules first, then two-point crossover of task lists, each child doubly justified and replaced by its justified list.
/// </summary>
/// <remarks>
/// Hartmann, "A competitive genetic algorithm for resource-constrained project scheduling", NRL 45 (1998), two-point crossover of section 3;
/// Valls, Ballestin and Quintanilla, "A hybrid genetic algorithm for the RCPSP", EJOR 185 (2008), justification of every child.
/// </remarks>
internal sealed class JustifiedSearch(SearchState state)
{
    private const int MaxIdleGenerations = 40;

    private static readonly PriorityRule[] Rules =
    [
        PriorityRule.LatestFinishTime, PriorityRule.LatestStartTime, PriorityRule.MostTotalSuccessors,
        PriorityRule.GreatestRankPositionalWeight,
    ];

    private readonly SchedulingProblem _problem = state.Problem;
    private readonly ScheduleDecoder _decoder = ScheduleDecoder.For(state.Problem);
    private readonly DoubleJustification _justification = new(state.Problem, ScheduleDecoder.For(state.Problem));
    private readonly long[] _starts = new long[state.Problem.TaskCount];

    /// <summary>Searches from <paramref name="firstList"/> on.</summary>
    public void Run(ReadOnlySpan<int> firstList)
    {
        List<TaskList> seeds = [Evaluate(firstList.ToArray())];
        foreach (PriorityRule rule in Rules)
        {
            if (state.MustStop)
                break;
            var list = new int[_problem.TaskCount];
            TopologicalSort.ByKey(_problem.Predecessors, _problem.Successors, PriorityKeys.Of(rule, _problem, state.Path), list);
            seeds.Add(Evaluate(list));
        }

        while (!state.MustStop && _problem.TaskCount > 1)
        {
            Evolve(seeds);
            seeds.Clear();
        }
    }

    /// <summary>One population from its start until it no longer gets better or the search must stop.</summary>
    private void Evolve(List<TaskList> seeds)
    {
        int size = PopulationSize();
        var biased = new ListSampler(_problem, PriorityKeys.Of(PriorityRule.LatestFinishTime, _problem, state.Path));
        // The rule may give the best order hardly a chance where much is late, so half of the lists are drawn without it.
        var even = new ListSampler(_problem, new long[_problem.TaskCount]);
        List<TaskList> population = [.. seeds];
        while (population.Count < size && !state.MustStop)
        {
            var list = new int[_problem.TaskCount];
            (population.Count % 2 == 0 ? biased : even).Sample(list, ref state.Random);
            population.Add(Evaluate(list));
        }

        if (state.MustStop)
            return;
        var crossover = new ListCrossover(_problem);
        int idle = 0;
        ScheduleCost bestOfRun = population.Min(list => list.Cost);
        while (!state.MustStop && idle < MaxIdleGenerations)
        {
            state.RaiseBound();
            var children = new List<TaskList>();
            Shuffle(population);
            for (int i = 0; i + 1 < population.Count && !state.MustStop; i += 2)
            {
                children.Add(Evaluate(crossover.Cross(population[i].Tasks, population[i + 1].Tasks, ref state.Random)));
                if (!state.MustStop)
                    children.Add(Evaluate(crossover.Cross(population[i + 1].Tasks, population[i].Tasks, ref state.Random)));
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

    /// <summary>Larger for larger budgets: 40 for 5,000 schedules, 180 for 50,000, at most 300.</summary>
    private int PopulationSize() => (int)Math.Clamp(40 * Math.Pow(state.SchedulesLeft / 5000, 0.65), 20, 300) & ~1;

    private TaskList Evaluate(int[] list)
    {
        long makespan = _decoder.Decode(list, _starts);
        ScheduleCost cost = state.Offer(_starts, makespan);
        if (state.MustStop)
            return new TaskList(list, cost, ScheduleHash.Of(_starts));
        int[] justified = [.. list];
        long[] plain = [.. _starts];
        makespan = _justification.Apply(_starts, makespan, justified);
        state.Budget.Spend(DoubleJustification.Schedules - 1);
        ScheduleCost justifiedCost = state.Offer(_starts, makespan);
        // Justification never lengthens a schedule, but it may make tasks miss their due times.
        return justifiedCost <= cost
            ? new TaskList(justified, justifiedCost, ScheduleHash.Of(_starts))
            : new TaskList(list, cost, ScheduleHash.Of(plain));
    }

    private void Shuffle(List<TaskList> population)
    {
        for (int i = population.Count - 1; i > 0; i--)
        {
            int other = state.Random.Next(i + 1);
            (population[i], population[other]) = (population[other], population[i]);
        }
    }

    private sealed record TaskList(int[] Tasks, ScheduleCost Cost, ulong Hash);
}
