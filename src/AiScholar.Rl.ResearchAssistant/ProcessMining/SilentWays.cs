using System.Runtime.CompilerServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>From a marking, the places that silent transitions bring a token to, and by which transitions, few before many.</summary>
/// <remarks>Forward chaining over the silent transitions: each place is derived once, so a derivation costs the transitions it meets. One thread at a time.</remarks>
internal sealed class SilentWays
{
    private const int Marked = -1, Unreached = -2;
    private readonly NetGraph _net;
    private readonly int[][] _silentFrom;
    private readonly int[] _inputCounts;
    private readonly int[] _lacking;
    private readonly int[] _costs;
    private readonly int[] _via;
    private readonly int[] _queue;
    private readonly int[] _plan;
    private readonly bool[] _isPlanned;
    private int _planLength;

    public SilentWays(NetGraph net)
    {
        _net = net;
        int[] silent = [.. Enumerable.Range(0, net.TransitionCount).Where(transition => net.Labels[transition] < 0)];
        Visible = [.. Enumerable.Range(0, net.TransitionCount).Where(transition => net.Labels[transition] >= 0)];
        var from = new List<int>[net.PlaceCount];
        foreach (int transition in silent)
        {
            foreach (int place in net.Inputs[transition].Distinct())
                (from[place] ??= []).Add(transition);
        }

        _silentFrom = [.. from.Select(list => list?.ToArray() ?? [])];
        _inputCounts = [.. net.Inputs.Select(inputs => inputs.Distinct().Count())];
        _lacking = new int[net.TransitionCount];
        _costs = new int[net.PlaceCount];
        _via = new int[net.PlaceCount];
        _queue = new int[net.PlaceCount];
        _plan = new int[net.TransitionCount];
        _isPlanned = new bool[net.TransitionCount];
    }

    /// <summary>The transitions with an activity.</summary>
    public int[] Visible { get; }

    /// <summary>The silent transitions of the last plan, in the order to fire them.</summary>
    public ReadOnlySpan<int> Planned => _plan.AsSpan(0, _planLength);

    /// <summary>Starts from a marking.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Derive(ReadOnlySpan<byte> marking)
    {
        int tail = 0;
        _inputCounts.CopyTo(_lacking, 0);
        for (int place = 0; place < _via.Length; place++)
        {
            (_via[place], _costs[place]) = (Unreached, 0);
            if (marking[place] == 0)
                continue;
            _via[place] = Marked;
            _queue[tail++] = place;
        }

        for (int head = 0; head < tail; head++)
        {
            foreach (int transition in _silentFrom[_queue[head]])
            {
                if (--_lacking[transition] > 0)
                    continue;
                int cost = 1;
                foreach (int input in _net.Inputs[transition])
                    cost += _costs[input];
                foreach (int output in _net.Outputs[transition])
                {
                    if (_via[output] != Unreached)
                        continue;
                    (_via[output], _costs[output]) = (transition, cost);
                    _queue[tail++] = output;
                }
            }
        }
    }

    /// <summary>Whether all of some places can get a token.</summary>
    public bool CanReach(ReadOnlySpan<int> places)
    {
        foreach (int place in places)
        {
            if (_via[place] == Unreached)
                return false;
        }

        return true;
    }

    /// <summary>Of some transitions the one that fewest silent transitions lead to, and plans them; -1 when none can be reached.</summary>
    public int Nearest(ReadOnlySpan<int> transitions)
    {
        int best = -1;
        int bestCost = int.MaxValue;
        foreach (int transition in transitions)
        {
            if (!CanReach(_net.Inputs[transition]))
                continue;
            int cost = 0;
            foreach (int place in _net.Inputs[transition])
                cost += _costs[place];
            if (cost < bestCost)
                (best, bestCost) = (transition, cost);
        }

        _planLength = 0;
        if (bestCost > 0 && best >= 0)
            Plan(_net.Inputs[best]);
        return best;
    }

    /// <summary>Plans the silent transitions to some places; false when they cannot all be reached.</summary>
    public bool Plan(ReadOnlySpan<int> places)
    {
        _planLength = 0;
        if (!CanReach(places))
            return false;
        foreach (int place in places)
            PlanPlace(place);
        foreach (int transition in Planned)
            _isPlanned[transition] = false;
        return true;
    }

    private void PlanPlace(int place)
    {
        int transition = _via[place];
        if (transition < 0 || _isPlanned[transition])
            return;
        _isPlanned[transition] = true;
        foreach (int input in _net.Inputs[transition])
            PlanPlace(input);
        _plan[_planLength++] = transition;
    }
}
