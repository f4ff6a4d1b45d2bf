using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Plays the token game of one net: what a marking becomes when an activity happens, with the silent transitions that enable it and, where none do, the tokens that
/// are missing. Every marking met and every step taken is kept, so that what recurs in a log costs a look-up an event.
/// </summary>
/// <remarks>
/// Berti and van der Aalst, "A novel token-based replay technique to speed up conformance checking and process enhancement" (2021). The silent transitions on
/// the way to a place are a short derivation of a token there: exact in block-structured and other nets whose silent transitions do not compete for
/// tokens, else it may miss a way. Holds working memory: one thread at a time.
/// </remarks>
internal sealed class TokenGame
{
    /// <summary>The marking at the start.</summary>
    public const int Start = 0;

    private readonly int _activities;
    private readonly int _words;
    private NetGraph _net;
    private int _stride;
    private int[][] _ofActivity;
    private int[] _finalPlaces;
    private byte[] _work;
    private SilentWays _ways;

    private byte[] _tokens;
    private int[] _slots;
    private int _count;
    private int _derived;
    private ReplayStep[] _steps;
    private ReplayStep[] _endings;
    private ulong[] _allowed;
    private bool[] _isAllowedKnown;

    public TokenGame(NetGraph net, int activityCount)
    {
        const int capacity = 64;
        _activities = activityCount;
        _words = Math.Max(1, (activityCount + 63) / 64);
        _tokens = [];
        _slots = new int[4 * capacity];
        _steps = new ReplayStep[capacity * activityCount];
        _endings = new ReplayStep[capacity];
        _allowed = new ulong[capacity * _words];
        _isAllowedKnown = new bool[capacity];
        Reset(net);
    }

    /// <summary>Starts anew with another net; the memory is kept.</summary>
    [MemberNotNull(nameof(_net), nameof(_ofActivity), nameof(_finalPlaces), nameof(_ways), nameof(_work))]
    public void Reset(NetGraph net)
    {
        _net = net;
        _stride = (net.PlaceCount + 7) & ~7;
        _ofActivity = net.ByActivity(_activities);
        _finalPlaces = [.. Enumerable.Range(0, net.PlaceCount).Where(place => net.Final[place] > 0)];
        _ways = new SilentWays(net);
        _work = new byte[_stride];
        if (_tokens.Length < _endings.Length * _stride)
            _tokens = new byte[_endings.Length * _stride];
        Array.Clear(_slots);
        Array.Clear(_steps, 0, _count * _activities);
        Array.Clear(_endings, 0, _count);
        Array.Clear(_allowed, 0, _count * _words);
        Array.Clear(_isAllowedKnown, 0, _count);
        _count = 0;
        _derived = -1;
        net.Initial.CopyTo(_work, 0);
        Intern();
    }

    /// <summary>What <paramref name="activity"/> does to a marking. An activity that the net lacks changes nothing and counts as one token missing and one left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ReplayStep Step(int marking, int activity)
    {
        ReplayStep known = _steps[marking * _activities + activity];
        return known.IsKnown ? known : Take(marking, activity);
    }

    /// <summary>What is missing and left when a trace ends in a marking, after the silent transitions to the end.</summary>
    public ReplayStep End(int marking)
    {
        if (_endings[marking].IsKnown)
            return _endings[marking];
        Derive(marking);
        var step = new ReplayStep { Marking = marking, IsKnown = true };
        if (_ways.Plan(_finalPlaces))
            FirePlan(ref step);
        for (int place = 0; place < _net.PlaceCount; place++)
        {
            int wanted = _net.Final[place];
            step.Missing += (ushort)Math.Max(0, wanted - _work[place]);
            step.Remaining += (ushort)Math.Max(0, _work[place] - wanted);
            step.Consumed += (ushort)wanted;
        }

        _derived = -1;
        return _endings[marking] = step;
    }

    /// <summary>The activities that can happen next, silent transitions before them allowed.</summary>
    public ReadOnlySpan<ulong> Allowed(int marking)
    {
        Span<ulong> allowed = _allowed.AsSpan(marking * _words, _words);
        if (_isAllowedKnown[marking])
            return allowed;
        _isAllowedKnown[marking] = true;
        Derive(marking);
        foreach (int transition in _ways.Visible)
        {
            int activity = _net.Labels[transition];
            if (_ways.CanReach(_net.Inputs[transition]))
                allowed[activity >> 6] |= 1UL << (activity & 63);
        }

        return allowed;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private ReplayStep Take(int marking, int activity)
    {
        var step = new ReplayStep { Marking = marking, IsKnown = true };
        int[] candidates = _ofActivity[activity];
        if (candidates.Length == 0)
        {
            (step.Missing, step.Remaining, step.Consumed, step.Produced, step.IsUnknown) = (1, 1, 1, 1, true);
            return _steps[marking * _activities + activity] = step;
        }

        Derive(marking);
        int transition = _ways.Nearest(candidates);
        if (transition >= 0)
        {
            FirePlan(ref step);
            if (MissingTokens(transition) > 0)
            {
                // The derivation used a token twice: take it back.
                step = new ReplayStep { Marking = marking, IsKnown = true };
                Load(marking);
            }
        }
        else
        {
            transition = candidates[0];
            for (int i = 1; i < candidates.Length; i++)
                transition = MissingTokens(candidates[i]) < MissingTokens(transition) ? candidates[i] : transition;
        }

        step.Missing += (ushort)MissingTokens(transition);
        Fire(transition, ref step);
        _derived = -1;
        step.Marking = Intern();
        return _steps[marking * _activities + activity] = step;
    }

    private int MissingTokens(int transition)
    {
        int missing = 0;
        ReadOnlySpan<int> inputs = _net.Inputs[transition];
        for (int i = 0; i < inputs.Length; i++)
        {
            int wanted = 1;
            for (int k = 0; k < i; k++)
                wanted += inputs[k] == inputs[i] ? 1 : 0;
            missing += _work[inputs[i]] < wanted ? 1 : 0;
        }

        return missing;
    }

    private void FirePlan(ref ReplayStep step)
    {
        foreach (int transition in _ways.Planned)
        {
            if (MissingTokens(transition) == 0)
                Fire(transition, ref step);
        }
    }

    private void Fire(int transition, ref ReplayStep step)
    {
        foreach (int place in _net.Inputs[transition])
        {
            if (_work[place] > 0)
                _work[place]--;
        }

        foreach (int place in _net.Outputs[transition])
            _work[place] = (byte)Math.Min(byte.MaxValue, _work[place] + 1);
        step.Consumed += (ushort)_net.Inputs[transition].Length;
        step.Produced += (ushort)_net.Outputs[transition].Length;
    }

    /// <summary>Loads a marking and finds where silent transitions lead from it, unless that was done last.</summary>
    private void Derive(int marking)
    {
        if (_derived == marking)
            return;
        Load(marking);
        _ways.Derive(_work);
        _derived = marking;
    }

    private void Load(int marking) => _tokens.AsSpan(marking * _stride, _stride).CopyTo(_work);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Intern()
    {
        for (uint slot = Hash(_work) & (uint)(_slots.Length - 1); ; slot = (slot + 1) & (uint)(_slots.Length - 1))
        {
            int marking = _slots[slot] - 1;
            if (marking >= 0 && _tokens.AsSpan(marking * _stride, _stride).SequenceEqual(_work))
                return marking;
            if (marking >= 0)
                continue;
            if (_count == _endings.Length)
            {
                Grow();
                return Intern();
            }

            _work.CopyTo(_tokens, _count * _stride);
            _slots[slot] = _count + 1;
            return _count++;
        }
    }

    private void Grow()
    {
        int capacity = 4 * _endings.Length;
        if (_tokens.Length < capacity * _stride)
            Array.Resize(ref _tokens, capacity * _stride);
        Array.Resize(ref _steps, capacity * _activities);
        Array.Resize(ref _endings, capacity);
        Array.Resize(ref _allowed, capacity * _words);
        Array.Resize(ref _isAllowedKnown, capacity);
        _slots = new int[4 * capacity];
        for (int marking = 0; marking < _count; marking++)
        {
            uint slot = Hash(_tokens.AsSpan(marking * _stride, _stride)) & (uint)(_slots.Length - 1);
            while (_slots[slot] != 0)
                slot = (slot + 1) & (uint)(_slots.Length - 1);
            _slots[slot] = marking + 1;
        }
    }

    private static uint Hash(ReadOnlySpan<byte> tokens)
    {
        ulong hash = 14695981039346656037;
        foreach (ulong word in MemoryMarshal.Cast<byte, ulong>(tokens))
        {
            hash = (hash ^ word) * 0x9E3779B97F4A7C15;
            hash ^= hash >> 29;
        }

        return (uint)(hash >> 32) ^ (uint)hash;
    }
}
