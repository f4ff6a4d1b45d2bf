namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// The heuristics miner: keeps the arcs of the directly-follows graph that are dependencies rather than chance, tells parallel from exclusive splits by how often the
/// branches follow each other, and turns the result into a net.
/// </summary>
/// <remarks>
/// Weijters, van der Aalst and Alves de Medeiros, "Process mining with the HeuristicsMiner algorithm" (2006), definitions 3 to 7; Weijters and Ribeiro, "Flexible
/// heuristics miner" (CIDM 2011): dependency, loops of one and two, all activities connected. Its nets need not be sound; the caller checks.
/// </remarks>
internal sealed class HeuristicsMiner
{
    private const double ParallelThreshold = 0.65, LoopThreshold = 0.9;
    private readonly int _start;
    private readonly int _end;
    private readonly int _size;
    private readonly int[,] _follows;
    private readonly int[,] _roundTrips;
    private readonly bool[,] _arcs;

    private HeuristicsMiner(ActivityLog log)
    {
        (_start, _end, _size) = (log.Names.Length, log.Names.Length + 1, log.Names.Length + 2);
        _follows = new int[_size, _size];
        _roundTrips = new int[_size, _size];
        _arcs = new bool[_size, _size];
        foreach (int[] trace in log.Traces)
        {
            int previous = _start;
            for (int i = 0; i < trace.Length; i++)
            {
                _follows[previous, trace[i]]++;
                if (i >= 2 && trace[i] == trace[i - 2] && trace[i] != trace[i - 1])
                    _roundTrips[trace[i], trace[i - 1]]++;
                previous = trace[i];
            }

            _follows[previous, _end]++;
        }
    }

    /// <summary>The net of <paramref name="log"/>.</summary>
    /// <param name="log">The log.</param>
    /// <param name="threshold">The least dependency of an arc, 0 to 1.</param>
    /// <param name="allowParallel">Whether splits may be parallel. If not, the net is a state machine on which every activity lies between start and end, hence sound.</param>
    public static NetGraph Mine(ActivityLog log, double threshold, bool allowParallel = true)
    {
        var miner = new HeuristicsMiner(log);
        miner.FindArcs(threshold);
        miner.Connect();
        return miner.ToNet(allowParallel);
    }

    private void FindArcs(double threshold)
    {
        for (int a = 0; a < _size; a++)
        {
            int next = -1, before = -1;
            for (int b = 0; b < _size; b++)
            {
                if (a != b && _follows[a, b] > 0 && (next < 0 || Better(a, b, a, next)))
                    next = b;
                if (a != b && _follows[b, a] > 0 && (before < 0 || Better(b, a, before, a)))
                    before = b;
                _arcs[a, b] |= _follows[a, b] > 0 && IsDependency(a, b, threshold);
            }

            // Every activity follows from something and leads to something.
            if (next >= 0)
                _arcs[a, next] = true;
            if (before >= 0)
                _arcs[before, a] = true;
        }
    }

    private bool IsDependency(int a, int b, double threshold)
    {
        // All that starts or ends a session would depend on the start and the end: there, only what is not rare does.
        if (a == _start || b == _end)
            return _follows[a, b] >= (1 - threshold) * MostAtBorder(a, b);
        if (a == b)
            return (double)_follows[a, a] / (_follows[a, a] + 1) >= LoopThreshold;
        int trips = _roundTrips[a, b] + _roundTrips[b, a];
        return Dependency(a, b) >= threshold || ((double)trips / (trips + 1) >= LoopThreshold && Dependency(a, b) > -threshold);
    }

    private int MostAtBorder(int a, int b)
    {
        int most = 0;
        for (int c = 0; c < _size; c++)
            most = Math.Max(most, a == _start ? _follows[_start, c] : _follows[c, _end]);
        return b == _end && a == _start ? int.MaxValue : most;
    }

    private double Dependency(int a, int b) => (double)(_follows[a, b] - _follows[b, a]) / (_follows[a, b] + _follows[b, a] + 1);

    private bool Better(int a, int b, int c, int d)
    {
        (double x, double y) = (Dependency(a, b), Dependency(c, d));
        return x > y || (x == y && _follows[a, b] > _follows[c, d]);
    }

    /// <summary>Adds the most frequent arcs that are wanting until every activity is reached from the start and reaches the end.</summary>
    private void Connect()
    {
        while (MostFrequentGap(Reached(_start, forward: true), forward: true) is (int a, int b))
            _arcs[a, b] = true;
        while (MostFrequentGap(Reached(_end, forward: false), forward: false) is (int a, int b))
            _arcs[b, a] = true;
    }

    private bool[] Reached(int from, bool forward)
    {
        var reached = new bool[_size];
        var open = new Stack<int>([from]);
        reached[from] = true;
        while (open.TryPop(out int a))
        {
            for (int b = 0; b < _size; b++)
            {
                if (reached[b] || !(forward ? _arcs[a, b] : _arcs[b, a]))
                    continue;
                reached[b] = true;
                open.Push(b);
            }
        }

        return reached;
    }

    private (int, int)? MostFrequentGap(bool[] reached, bool forward)
    {
        (int, int)? gap = null;
        int most = 0;
        for (int a = 0; a < _size; a++)
        {
            for (int b = 0; b < _size; b++)
            {
                int count = forward ? _follows[a, b] : _follows[b, a];
                if (reached[a] && !reached[b] && count > most)
                    (gap, most) = ((a, b), count);
            }
        }

        return gap;
    }

    private NetGraph ToNet(bool allowParallel)
    {
        var net = new NetBuilder();
        var exits = new (List<int> Members, int Place)[_size][];
        var entries = new (List<int> Members, int Place)[_size][];
        for (int a = 0; a < _size; a++)
        {
            int[] next = [.. Enumerable.Range(0, _size).Where(b => _arcs[a, b])];
            int[] before = [.. Enumerable.Range(0, _size).Where(b => _arcs[b, a])];
            exits[a] = [.. Groups(next, (b, c) => Overlap(b, c, _follows[a, b] + _follows[a, c]), allowParallel).Select(group => (group, net.Place()))];
            entries[a] = [.. Groups(before, (b, c) => Overlap(b, c, _follows[b, a] + _follows[c, a]), allowParallel).Select(group => (group, net.Place()))];
            if (next.Length == 0 && a != _end)
                continue;
            int[] inputs = a == _start ? [NetBuilder.Source] : [.. entries[a].Select(group => group.Place)];
            int[] outputs = a == _end ? [NetBuilder.Sink] : [.. exits[a].Select(group => group.Place)];
            net.Add(a < _start ? a : -1, inputs, outputs);
        }

        for (int a = 0; a < _size; a++)
        {
            foreach ((List<int> members, int place) in exits[a])
            {
                foreach (int b in members)
                    net.Add(-1, [place], [entries[b].First(entry => entry.Members.Contains(a)).Place]);
            }
        }

        return net.Build();
    }

    private double Overlap(int b, int c, int alternatives) => (double)(_follows[b, c] + _follows[c, b]) / (alternatives + 1);

    /// <summary>Groups of branches: within a group one is taken, of all groups each.</summary>
    private static List<List<int>> Groups(int[] branches, Func<int, int, double> overlap, bool allowParallel)
    {
        var groups = new List<List<int>>();
        foreach (int branch in branches)
        {
            List<int>? group = groups.Find(members => !allowParallel || members.TrueForAll(member => overlap(branch, member) < ParallelThreshold));
            if (group is null)
                groups.Add([branch]);
            else
                group.Add(branch);
        }

        return groups;
    }
}
