namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Large-neighbourhood search on one schedule: a stretch of it is put in another order that keeps the precedence, the whole is decoded in the other direction, and
/// what is no longer takes its place.
/// </summary>
/// <remarks>
/// After Palpant, Artigues and Michelon, "LSSPER: solving the resource-constrained project scheduling problem with large neighbourhood search", Annals of OR 131 (2004),
/// with sampling in place of their exact solver; by turns forwards and backwards, so that each schedule justifies the one before (Valls, Ballestin and Quintanilla 2005).
/// Holds working memory: one thread at a time.
/// </remarks>
internal sealed class NeighbourhoodSearch(SearchState state, SearchSide forward, SearchSide backward)
{
    private const int MinSize = 4;
    private const int Sizes = 20;

    // One in so many steps may lengthen the schedule by a unit, one in so many draws leaves the old order.
    private const int Setback = 200;
    private const int Disorder = 3;

    private readonly int[] _child = new int[state.Problem.TaskCount];
    private readonly int[] _place = new int[state.Problem.TaskCount];
    private readonly int[] _waiting = new int[state.Problem.TaskCount];
    private readonly List<int> _eligible = [];
    private Individual _current = new(state.Problem.TaskCount);
    private Individual _next = new(state.Problem.TaskCount);

    /// <summary>Improves the best schedule of the search until the search must stop.</summary>
    public void Run()
    {
        SearchSide from = forward, to = backward;
        Load();
        while (!state.MustStop)
        {
            Rebuild(_current.List, to.Problem);
            to.Decode(_child, _next);
            if (_next.Length > _current.Length + (state.Random.Next(Setback) == 0 ? 1 : 0))
                continue;
            to.Order(_next);
            (_current, _next) = (_next, _current);
            (from, to) = (to, from);
        }
    }

    private void Load()
    {
        state.Best.CopyTo(_current.Starts, 0);
        _current.Length = state.BestCost.Makespan;
        forward.Order(_current);
    }

    /// <summary>The list with a stretch of it drawn anew: now the next in the old order, now any that may come.</summary>
    private void Rebuild(int[] list, SchedulingProblem problem)
    {
        int n = list.Length;
        int size = Math.Min(n, MinSize + state.Random.Next(Sizes));
        int first = state.Random.Next(n - size + 1);
        list.CopyTo(_child, 0);
        for (int at = 0; at < n; at++)
            _place[list[at]] = at;
        _eligible.Clear();
        for (int at = first; at < first + size; at++)
        {
            int waits = 0;
            foreach (int predecessor in problem.Predecessors.Of(list[at]))
                waits += _place[predecessor] >= first ? 1 : 0;
            _waiting[list[at]] = waits;
            if (waits == 0)
                _eligible.Add(list[at]);
        }

        for (int at = first; at < first + size; at++)
        {
            int slot = state.Random.Next(Disorder) > 0 ? Earliest() : state.Random.Next(_eligible.Count);
            int task = _eligible[slot];
            _eligible.RemoveAt(slot);
            _child[at] = task;
            foreach (int successor in problem.Successors.Of(task))
            {
                if (_place[successor] < first + size && --_waiting[successor] == 0)
                    _eligible.Add(successor);
            }
        }
    }

    private int Earliest()
    {
        int best = 0;
        for (int slot = 1; slot < _eligible.Count; slot++)
        {
            if (_place[_eligible[slot]] < _place[_eligible[best]])
                best = slot;
        }

        return best;
    }
}
