namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Anytime search over lists, modes, choices and people: priority rules first, then a steady genetic search beside large-neighbourhood search on the best.</summary>
/// <remarks>The same seed and number of schedules give the same schedule; a time limit does not promise that. One search an instance.</remarks>
internal sealed class RichSearch
{
    private const int PopulationSize = 30;

    private readonly RichProblem _problem;
    private readonly SearchBudget _budget;
    private readonly Action<RichSchedule, double[], long>? _onBetter;
    private readonly RichDecoder _decoder;
    private readonly RichObjectives _objectives;
    private readonly RichVariation _variation;
    private readonly RichSchedule _schedule;
    private readonly RichSchedule _best;
    private readonly double?[] _bounds;
    private RichGenome _bestGenome;
    private double[]? _bestCost;
    private long _bestAfter;
    private SearchRandom _random;

    public RichSearch(RichProblem problem, SearchBudget budget, int seed, Action<RichSchedule, double[], long>? onBetter = null)
    {
        _problem = problem;
        _budget = budget;
        _onBetter = onBetter;
        _decoder = new RichDecoder(problem);
        _objectives = new RichObjectives(problem, _decoder, seed);
        _variation = new RichVariation(problem);
        _schedule = new RichSchedule(problem.TaskCount);
        _best = new RichSchedule(problem.TaskCount);
        _bestGenome = new RichGenome(problem);
        _random = new SearchRandom(seed);
        (Bound, BoundSource) = RichBounds.Makespan(problem);
        _bounds = [.. problem.Objectives.Select(objective => RichBounds.Of(problem, objective, Bound))];
    }

    /// <summary>No schedule ends sooner.</summary>
    public long Bound { get; }

    /// <summary>What gives the bound.</summary>
    public string BoundSource { get; }

    /// <summary>A bound a value of each objective; null for none.</summary>
    public IReadOnlyList<double?> ObjectiveBounds => _bounds;

    private bool MustStop => _budget.IsExhausted || IsOptimal;

    private bool IsOptimal => _bestCost is { } cost && cost[0] == 0
        && cost.Skip(1).Zip(_bounds).All(pair => pair.Second is { } bound && pair.First <= bound + 1e-9 * Math.Max(1, bound));

    /// <summary>Searches until the budget is spent or the bounds are met; at least one schedule is built. Starts from <paramref name="first"/>, too, when it is given.</summary>
    public RichSearchResult Run(RichGenome? first = null)
    {
        var population = new List<(RichGenome Genome, double[] Cost)>();
        foreach (RichGenome seed in Seeds(first))
        {
            if (_bestCost is not null && MustStop)
                break;
            population.Add((seed, Evaluate(seed)));
        }

        if (_problem.TaskCount > 0)
            Improve(population);
        return new RichSearchResult
        {
            Schedule = _best,
            Genome = _bestGenome,
            Cost = _bestCost!,
            IsOptimal = IsOptimal,
            Schedules = _budget.Spent,
            BestAfter = _bestAfter,
        };
    }

    private IEnumerable<RichGenome> Seeds(RichGenome? first)
    {
        long horizon = Math.Max(Bound, 1);
        double[] latestEnds = RichOrder.LatestEnds(_problem, horizon);
        double[] latestStarts = [.. latestEnds.Select((end, task) => end - _problem.Tasks[task].Modes.Min(mode => mode.Duration))];
        // The mode that ends soonest, then the cheapest, then the given first one.
        int[][] modes = [ModesBy(mode => mode.Duration), ModesBy(mode => mode.Cost), new int[_problem.TaskCount]];
        int[] byRule = new RichGenome(_problem).List;
        RichOrder.ByKey(_problem, latestEnds, byRule);
        List<double[]> rules = [latestEnds];
        if (_problem.Patterns.Count > 0)
        {
            // First of all: among equals what has worked stays.
            var worked = new RichGenome(_problem);
            RichOrder.ByKey(_problem, RichOrder.PatternKeys(_problem, _problem.Patterns, byRule), worked.List);
            yield return worked;
        }

        if (_problem.HasPlan)
            rules.Add([.. _problem.Tasks.Select(task => (double)task.Planned)]);
        rules.Add([.. Enumerable.Range(0, _problem.TaskCount).Select(task => (double)task)]);
        rules.Add(latestStarts);
        if (first is not null)
            yield return first;
        int distinctModes = _problem.Tasks.Any(task => task.Modes.Length > 1) ? modes.Length : 1;
        for (int m = 0; m < distinctModes; m++)
        {
            foreach (double[] rule in rules)
            {
                var genome = new RichGenome(_problem);
                RichOrder.ByKey(_problem, rule, genome.List);
                modes[m].CopyTo(genome.Modes, 0);
                yield return genome;
                if (_problem.Objectives.Any(objective => objective.Kind == ObjectiveKind.Disruption))
                    yield return Planned(genome);
            }
        }
    }

    private RichGenome Planned(RichGenome genome)
    {
        RichGenome planned = genome.Clone();
        for (int task = 0; task < _problem.TaskCount; task++)
            planned.Delays[task] = Math.Max(0, _problem.Tasks[task].Planned);
        return planned;
    }

    private int[] ModesBy(Func<RichMode, double> key) =>
        [.. _problem.Tasks.Select(task => Enumerable.Range(0, task.Modes.Length).MinBy(mode => key(task.Modes[mode])))];

    private void Improve(List<(RichGenome Genome, double[] Cost)> population)
    {
        while (population.Count < PopulationSize && !MustStop)
        {
            RichGenome genome = population[_random.Next(Math.Min(population.Count, 4))].Genome.Clone();
            _variation.Randomize(genome, ref _random);
            for (int i = _random.Next(6); i >= 0; i--)
                _variation.Mutate(genome, _best, ref _random);
            population.Add((genome, Evaluate(genome)));
        }

        while (!MustStop)
        {
            RichGenome child;
            if (_random.Next(2) == 0)
            {
                child = _variation.Rebuild(_bestGenome, _best, ref _random);
            }
            else
            {
                child = RichVariation.Cross(Pick(population).Genome, Pick(population).Genome, ref _random);
                _variation.Mutate(child, _best, ref _random);
            }

            double[] cost = Evaluate(child);
            int worst = 0;
            bool isKnown = false;
            for (int i = 0; i < population.Count; i++)
            {
                if (RichObjectives.Compare(population[i].Cost, population[worst].Cost) > 0)
                    worst = i;
                isKnown |= RichObjectives.Compare(population[i].Cost, cost) == 0;
            }

            // A population of equals finds nothing new: the same cost enters now and then only.
            if ((!isKnown || _random.Next(10) == 0) && RichObjectives.Compare(cost, population[worst].Cost) <= 0)
                population[worst] = (child, cost);
        }
    }

    private (RichGenome Genome, double[] Cost) Pick(List<(RichGenome Genome, double[] Cost)> population)
    {
        (RichGenome, double[] Cost) one = population[_random.Next(population.Count)], other = population[_random.Next(population.Count)];
        return RichObjectives.Compare(one.Cost, other.Cost) <= 0 ? one : other;
    }

    private double[] Evaluate(RichGenome genome)
    {
        long before = _decoder.Generated;
        _decoder.Decode(genome, _schedule);
        double[] cost = _objectives.Cost(genome, _schedule);
        _budget.Spend((int)(_decoder.Generated - before));
        int comparison = _bestCost is null ? -1 : RichObjectives.Compare(cost, _bestCost);
        if (comparison > 0)
            return cost;
        // An equal one takes over, which lets the search drift over plateaus.
        _bestGenome = genome.Clone();
        _best.CopyFrom(_schedule);
        if (comparison < 0)
        {
            (_bestCost, _bestAfter) = (cost, _budget.Spent);
            if (cost[0] == 0)
                _onBetter?.Invoke(_best, cost, _budget.Spent);
        }

        return cost;
    }
}

/// <summary>What a rich search found.</summary>
internal sealed record RichSearchResult
{
    /// <summary>The best schedule.</summary>
    public required RichSchedule Schedule { get; init; }

    /// <summary>What it was decoded from.</summary>
    public required RichGenome Genome { get; init; }

    /// <summary>Missed hard constraints, then the objectives.</summary>
    public required double[] Cost { get; init; }

    /// <summary>Whether every objective meets its bound.</summary>
    public required bool IsOptimal { get; init; }

    /// <summary>Schedules generated.</summary>
    public required long Schedules { get; init; }

    /// <summary>Schedules generated when the best was found.</summary>
    public required long BestAfter { get; init; }
}
