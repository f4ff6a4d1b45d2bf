namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Aligns all traces of a log with a net at once. For every prefix it holds the least cost of agreeing up to each marking; a prefix one activity longer follows from
/// the one before, so what traces share is aligned once. Exact: the same costs as an A* search a trace.
/// </summary>
/// <remarks>
/// The costs are those of Adriansyah, "Aligning observed and modeled behavior" (2014), standard cost function, as shortest paths in the synchronous product
/// of trace and net, found by dynamic programming over the trace instead of A*. When a trace alone moves, all costs rise by one and stay consistent; only what a
/// joint move makes cheaper has to be carried on. Time: prefixes x markings. One thread at a time.
/// </remarks>
internal sealed class PrefixAligner
{
    private const int ByTrace = -1, Nowhere = int.MaxValue / 2;
    private readonly NetGraph _net;
    private readonly NetStates _states;
    private readonly int[] _sources;
    private readonly int[][] _edgesOf;
    private readonly List<int[]> _costs = [];
    private readonly List<int[]> _via = [];
    private readonly Queue<int> _open = new();
    private readonly bool[] _isOpen;

    public PrefixAligner(NetGraph net, NetStates states, int activityCount)
    {
        (_net, _states) = (net, states);
        _isOpen = new bool[states.Count];
        _sources = new int[states.Targets.Length];
        var edgesOf = new List<int>[activityCount];
        for (int marking = 0; marking < states.Count; marking++)
        {
            for (int edge = states.EdgeStarts[marking]; edge < states.EdgeStarts[marking + 1]; edge++)
            {
                _sources[edge] = marking;
                int activity = net.Labels[states.Transitions[edge]];
                if (activity >= 0)
                    (edgesOf[activity] ??= []).Add(edge);
            }
        }

        _edgesOf = [.. edgesOf.Select(list => list?.ToArray() ?? [])];
        Level(0);
        _costs[0].AsSpan().Fill(Nowhere);
        Improve(0, 0, 0, ByTrace);
        Settle(0);
        EmptyCost = _costs[0][states.Final];
    }

    /// <summary>The cost of the empty trace: the fewest activities from the start to the end of the net.</summary>
    public int EmptyCost { get; }

    /// <summary>Sets the prefix of <paramref name="depth"/> activities (at least 1) to the one set for a depth less, and <paramref name="activity"/>.</summary>
    public void Extend(int depth, int activity)
    {
        Level(depth);
        int[] before = _costs[depth - 1], after = _costs[depth];
        for (int marking = 0; marking < before.Length; marking++)
            after[marking] = before[marking] + 1;
        Array.Fill(_via[depth], ByTrace);
        foreach (int edge in _edgesOf[activity])
        {
            int cost = before[_sources[edge]];
            if (cost < after[_states.Targets[edge]])
                Improve(depth, _states.Targets[edge], cost, -2 - edge);
        }

        Settle(depth);
    }

    /// <summary>The cost of the prefix set for a depth, as a whole trace.</summary>
    public int CostOf(int depth) => _costs[depth][_states.Final];

    /// <summary>The alignment of the prefix set for a depth, as a whole trace.</summary>
    /// <param name="trace">Its activities.</param>
    public AlignedTrace Align(ReadOnlySpan<int> trace)
    {
        var moves = new List<(AlignmentMoveKind, int)>();
        int depth = trace.Length;
        int marking = _states.Final;
        int cost = CostOf(depth);
        while (depth > 0 || marking != 0 || _via[0][0] >= 0)
        {
            int via = _via[depth][marking];
            if (via >= 0)
            {
                int activity = _net.Labels[_states.Transitions[via]];
                if (activity >= 0)
                    moves.Add((AlignmentMoveKind.ModelOnly, activity));
                marking = _sources[via];
            }
            else if (depth == 0)
            {
                break;
            }
            else
            {
                depth--;
                moves.Add((via == ByTrace ? AlignmentMoveKind.SessionOnly : AlignmentMoveKind.Both, trace[depth]));
                marking = via == ByTrace ? marking : _sources[-2 - via];
            }
        }

        moves.Reverse();
        return new AlignedTrace(cost, moves);
    }

    private void Level(int depth)
    {
        if (depth < _costs.Count)
            return;
        _costs.Add(new int[_states.Count]);
        _via.Add(new int[_states.Count]);
    }

    private void Improve(int depth, int marking, int cost, int via)
    {
        _costs[depth][marking] = cost;
        _via[depth][marking] = via;
        if (_isOpen[marking])
            return;
        _isOpen[marking] = true;
        _open.Enqueue(marking);
    }

    /// <summary>Carries what became cheaper on by moves of the net alone.</summary>
    private void Settle(int depth)
    {
        int[] costs = _costs[depth];
        while (_open.TryDequeue(out int marking))
        {
            _isOpen[marking] = false;
            for (int edge = _states.EdgeStarts[marking]; edge < _states.EdgeStarts[marking + 1]; edge++)
            {
                int cost = costs[marking] + (_net.Labels[_states.Transitions[edge]] < 0 ? 0 : 1);
                if (cost < costs[_states.Targets[edge]])
                    Improve(depth, _states.Targets[edge], cost, edge);
            }
        }
    }
}
