namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Genetic search with two populations, one of schedules built forwards and one of schedules built backwards. The children of each live in the other: crossing
/// two forward schedules gives an order that is decoded backwards, and so on, so that every single schedule is also a justification pass over its parents.
/// </summary>
/// <remarks>
/// Debels and Vanhoucke, "A bi-population based genetic algorithm for the RCPSP", ICCSA 2005, LNCS 3483, and "A decomposition-based genetic algorithm for the RCPSP",
/// Operations Research 55 (2007). First population: biased random parallel schedules from both ends, the best of them justified (Tormos and Lova,
/// Annals of OR 102, 2001). A generation keeps the best of the children alone, none of the parents: keeping those converged too soon in trials.
/// </remarks>
internal sealed class BidirectionalSearch
{
    private const int MaxIdleGenerations = 250;
    private const double StartShare = 1.5;
    private const double EndShare = 0.2;
    private const double SamplesPerMember = 4;
    private const double SampleBias = 5;
    private const int Tournament = 5;

    // From so many schedules on the last part of the budget goes to the neighbourhoods of the best schedule; a smaller population has not settled by then.
    private const double MinSchedulesForNeighbourhoods = 20_000;
    private const double PopulationPart = 0.75;

    private readonly SearchState _state;
    private readonly SearchSide _forward;
    private readonly SearchSide _backward;
    private readonly WindowCrossover _crossover;
    private readonly NeighbourhoodSearch _neighbourhoods;
    private readonly Stack<Individual> _spare = new();
    private readonly HashSet<ulong> _seen = [];

    public BidirectionalSearch(SearchState state)
    {
        _state = state;
        _forward = new SearchSide(state, state.Problem, isMirrored: false);
        _backward = new SearchSide(state, state.Problem.Mirror, isMirrored: true);
        _crossover = new WindowCrossover(state.Problem);
        _neighbourhoods = new NeighbourhoodSearch(state, _forward, _backward);
    }

    /// <summary>Whether the rest of the budget goes to the neighbourhoods of the best schedule.</summary>
    private bool IsSettled => _state.Fraction >= PopulationPart && _state.Budget.Spent + _state.SchedulesLeft >= MinSchedulesForNeighbourhoods;

    /// <summary>Searches from <paramref name="firstList"/> on.</summary>
    public void Run(ReadOnlySpan<int> firstList)
    {
        Individual first = Take();
        _forward.Decode(firstList, first);
        List<Individual> seeds = [first];
        while (!_state.MustStop && _state.Problem.TaskCount > 1)
        {
            Evolve(seeds);
            seeds = [];
            if (IsSettled)
                _neighbourhoods.Run();
        }
    }

    /// <summary>One pair of populations from its start until it no longer gets better, is settled or must stop; <paramref name="seeds"/> may join it.</summary>
    private void Evolve(List<Individual> seeds)
    {
        // 19 for 1,000 schedules, 40 for 5,000, 113 for 50,000.
        double size = Math.Clamp(40 * Math.Pow(_state.SchedulesLeft / 5000, 0.45), 10, 300);
        List<Individual> parents = Start((int)(size * StartShare), seeds);
        double best = double.PositiveInfinity;
        bool isForward = true;
        for (int idle = 0; !_state.MustStop && parents.Count > 1 && idle < MaxIdleGenerations && !IsSettled; idle++)
        {
            _state.RaiseBound();
            List<Individual> children = Breed(parents, isForward ? _forward : _backward, isForward ? _backward : _forward);
            Give(parents);
            if (_state.MustStop)
                break;
            // Many at first, to explore, and few at last, to exploit.
            double share = StartShare + ((EndShare - StartShare) * _state.Fraction);
            parents = Select(children, Math.Max(4, (int)(size * share)), isForward ? _backward : _forward);
            isForward = !isForward;
            if (parents[0].Length < best)
                (best, idle) = (parents[0].Length, 0);
        }

        Give(parents);
    }

    /// <summary>The best of random parallel schedules from both ends, justified: a population of forward schedules.</summary>
    private List<Individual> Start(int size, List<Individual> seeds)
    {
        var backward = new List<Individual>();
        var forward = new List<Individual>(seeds);
        int samples = (int)(size * SamplesPerMember);
        for (int i = 0; i < samples && !_state.MustStop; i++)
        {
            Individual sample = Take();
            bool isForward = i % 2 == 0;
            (isForward ? _forward : _backward).Sample(i < 2 ? null : SampleBias, sample);
            (isForward ? forward : backward).Add(sample);
        }

        List<(Individual Sample, bool IsForward)> ranked = [.. forward.Select(sample => (sample, true)).Concat(backward.Select(sample => (sample, false)))
            .OrderBy(sample => sample.Item1.Fitness)];
        var justified = new List<Individual>();
        foreach ((Individual sample, bool isForward) in ranked.Take(size))
        {
            if (_state.MustStop)
                break;
            Individual right = sample;
            if (isForward)
            {
                _forward.Order(sample);
                _backward.Decode(sample.List, right = Take());
            }

            if (_state.MustStop)
                break;
            _backward.Order(right);
            Individual left = Take();
            _forward.Decode(right.List, left);
            justified.Add(left);
            if (isForward)
                _spare.Push(right);
        }

        Give([.. ranked.Select(sample => sample.Sample)]);
        return Select(justified, size, _forward);
    }

    /// <summary>Two children a parent, one as father and one as mother of it, with partners that won a tournament.</summary>
    private List<Individual> Breed(List<Individual> parents, SearchSide from, SearchSide to)
    {
        var children = new List<Individual>(parents.Count * 2);
        for (int i = 0; i < parents.Count; i++)
        {
            for (int role = 0; role < 2 && !_state.MustStop; role++)
            {
                Individual partner = parents[Partner(parents, i)];
                (Individual father, Individual mother) = role == 0 ? (parents[i], partner) : (partner, parents[i]);
                ReadOnlySpan<int> list = _crossover.Cross(mother, father, from.Problem, to.Problem, ref _state.Random);
                Individual child = Take();
                to.Decode(list, child);
                children.Add(child);
            }
        }

        return children;
    }

    private int Partner(List<Individual> parents, int self)
    {
        int best = _state.Random.Next(parents.Count);
        for (int draw = 1; draw < Tournament; draw++)
        {
            int other = _state.Random.Next(parents.Count);
            if (parents[other].Fitness < parents[best].Fitness)
                best = other;
        }

        while (best == self)
            best = _state.Random.Next(parents.Count);
        return best;
    }

    /// <summary>The best <paramref name="size"/> different ones, best first; the rest are given back.</summary>
    private List<Individual> Select(List<Individual> candidates, int size, SearchSide side)
    {
        _seen.Clear();
        var kept = new List<Individual>(size);
        foreach (Individual candidate in candidates.OrderBy(candidate => candidate.Fitness))
        {
            if (kept.Count < size && _seen.Add(candidate.Hash))
                kept.Add(candidate);
            else
                _spare.Push(candidate);
        }

        foreach (Individual survivor in kept)
            side.Order(survivor);
        return kept;
    }

    private Individual Take() => _spare.TryPop(out Individual? spare) ? spare : new Individual(_state.Problem.TaskCount);

    private void Give(List<Individual> individuals)
    {
        foreach (Individual individual in individuals)
            _spare.Push(individual);
    }
}
