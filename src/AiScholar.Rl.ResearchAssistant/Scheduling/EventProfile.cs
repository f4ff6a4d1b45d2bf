namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A profile kept as the times at which something changes: any number of resources, any capacity, any horizon.</summary>
internal struct EventProfile : IResourceProfile
{
    private readonly SchedulingProblem _problem;
    private readonly int _resources;
    private long[] _times;
    private int[] _free;
    private int _count;

    public EventProfile(SchedulingProblem problem)
    {
        _problem = problem;
        _resources = problem.ResourceCount;
        _times = new long[64];
        _free = new int[64 * _resources];
        Clear();
    }

    public void Clear()
    {
        _times[0] = 0;
        _problem.Capacities.CopyTo(_free, 0);
        _count = 1;
    }

    public long Place(int task, long earliest, long duration)
    {
        ReadOnlySpan<int> demands = _problem.DemandsOf(task);
        if (duration == 0 || !demands.ContainsAnyExcept(0))
            return earliest;
        long start = earliest;
        int first = SegmentOf(start);
        for (int segment = first; segment < _count && _times[segment] < start + duration; segment++)
        {
            if (Fits(segment, demands))
                continue;
            // The last segment is wholly free, so there is always a next one to move to.
            start = _times[segment + 1];
            first = segment + 1;
        }

        int from = SplitAt(start, first);
        int to = SplitAt(start + duration, from);
        for (int segment = from; segment < to; segment++)
        {
            Span<int> free = _free.AsSpan(segment * _resources, _resources);
            for (int resource = 0; resource < free.Length; resource++)
                free[resource] -= demands[resource];
        }

        return start;
    }

    private readonly int SegmentOf(long time)
    {
        int index = _times.AsSpan(0, _count).BinarySearch(time);
        return index >= 0 ? index : ~index - 1;
    }

    private readonly bool Fits(int segment, ReadOnlySpan<int> demands)
    {
        ReadOnlySpan<int> free = _free.AsSpan(segment * _resources, _resources);
        for (int resource = 0; resource < free.Length; resource++)
        {
            if (demands[resource] > free[resource])
                return false;
        }

        return true;
    }

    /// <summary>Makes <paramref name="time"/> the start of a segment and returns that segment; the search starts at <paramref name="from"/>.</summary>
    private int SplitAt(long time, int from)
    {
        int at = from + 1;
        while (at < _count && _times[at] <= time)
            at++;
        if (_times[at - 1] == time)
            return at - 1;
        if (_count == _times.Length)
        {
            Array.Resize(ref _times, _count * 2);
            Array.Resize(ref _free, _count * 2 * _resources);
        }

        Array.Copy(_times, at, _times, at + 1, _count - at);
        Array.Copy(_free, (at - 1) * _resources, _free, at * _resources, (_count - at + 1) * _resources);
        _times[at] = time;
        _count++;
        return at;
    }
}
