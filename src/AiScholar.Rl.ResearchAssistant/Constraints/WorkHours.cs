namespace AiScholar.Rl.ResearchAssistant;

/// <summary>When work is possible: disjoint open intervals in ticks from the start of the workflow, in order, each [from, until).</summary>
/// <remarks>Immutable. A null reference stands for "always" wherever one is taken: see <see cref="WorkTime"/>.</remarks>
internal sealed class WorkHours
{
    private readonly long[] _from;
    private readonly long[] _until;
    private readonly long[] _before;

    public WorkHours(IReadOnlyList<(long From, long Until)> intervals)
    {
        var joined = new List<(long From, long Until)>(intervals.Count);
        foreach ((long from, long until) in intervals)
        {
            if (joined.Count > 0 && from <= joined[^1].Until)
                joined[^1] = (joined[^1].From, Math.Max(joined[^1].Until, until));
            else
                joined.Add((from, until));
        }

        _from = [.. joined.Select(interval => interval.From)];
        _until = [.. joined.Select(interval => interval.Until)];
        _before = new long[_from.Length + 1];
        for (int i = 0; i < _from.Length; i++)
            _before[i + 1] = _before[i] + _until[i] - _from[i];
    }

    /// <summary>Number of intervals.</summary>
    public int Count => _from.Length;

    /// <summary>All open time.</summary>
    public long Total => _before[^1];

    /// <summary>An interval.</summary>
    public (long From, long Until) this[int index] => (_from[index], _until[index]);

    /// <summary>The first open time from <paramref name="time"/> on; <see cref="WorkTime.Never"/> when there is none.</summary>
    public long NextOpen(long time)
    {
        int i = FirstEndingAfter(time);
        return i == Count ? WorkTime.Never : Math.Max(time, _from[i]);
    }

    /// <summary>When the interval of the open <paramref name="time"/> closes.</summary>
    public long NextClose(long time)
    {
        int i = FirstEndingAfter(time);
        return i == Count ? WorkTime.Never : _until[i];
    }

    /// <summary>When the next interval after <paramref name="time"/> begins; <see cref="WorkTime.Never"/> when there is none.</summary>
    public long NextOpening(long time)
    {
        int i = Array.BinarySearch(_from, time + 1);
        i = i < 0 ? ~i : i;
        return i == Count ? WorkTime.Never : _from[i];
    }

    /// <summary>When <paramref name="work"/>, above 0, begun at the open time <paramref name="start"/> is done.</summary>
    public long EndOf(long start, long work)
    {
        int i = FirstEndingAfter(start);
        if (i == Count)
            return WorkTime.Never;
        long target = _before[i] + start - _from[i] + work;
        if (target <= _before[i + 1])
            return start + work;
        int j = Array.BinarySearch(_before, i, _before.Length - i, target);
        j = j < 0 ? ~j : j;
        return j > Count ? WorkTime.Never : _until[j - 1] - (_before[j] - target);
    }

    /// <summary>The first start from <paramref name="time"/> on after which <paramref name="work"/> is possible without a break.</summary>
    public long NextFit(long time, long work)
    {
        for (int i = FirstEndingAfter(time); i < Count; i++)
        {
            long start = Math.Max(time, _from[i]);
            if (_until[i] - start >= work)
                return start;
        }

        return WorkTime.Never;
    }

    /// <summary>Open time from <paramref name="from"/> to <paramref name="until"/>.</summary>
    public long OpenBetween(long from, long until) => until <= from ? 0 : OpenBefore(until) - OpenBefore(from);

    /// <summary>The intervals open in both.</summary>
    public WorkHours And(WorkHours other)
    {
        var both = new List<(long, long)>();
        for (int i = 0, j = 0; i < Count && j < other.Count;)
        {
            long from = Math.Max(_from[i], other._from[j]), until = Math.Min(_until[i], other._until[j]);
            if (from < until)
                both.Add((from, until));
            if (_until[i] < other._until[j])
                i++;
            else
                j++;
        }

        return new WorkHours(both);
    }

    private long OpenBefore(long time)
    {
        int i = FirstEndingAfter(time);
        return _before[i] + (i < Count ? Math.Max(0, time - _from[i]) : 0);
    }

    private int FirstEndingAfter(long time)
    {
        int i = Array.BinarySearch(_until, time + 1);
        return i < 0 ? ~i : i;
    }
}
