namespace AiScholar.Rl.ResearchAssistant;

/// <summary>When one person, or a resource with set-up times, is taken: disjoint intervals in order, each with a family; for one decoding at a time.</summary>
internal sealed class BusyTimeline
{
    private long[] _from = new long[8];
    private long[] _until = new long[8];
    private int[] _family = new int[8];
    private int _count;

    /// <summary>Frees all.</summary>
    public void Clear() => _count = 0;

    /// <summary><paramref name="start"/> when it is free from then to <paramref name="end"/>; else the end of what first stands in the way.</summary>
    public long NextFree(long start, long end)
    {
        int i = FirstEndingAfter(start);
        return i < _count && _from[i] < end ? _until[i] : start;
    }

    /// <summary>The end of the first interval that ends after <paramref name="time"/>; <see cref="WorkTime.Never"/> when there is none.</summary>
    public long NextEnd(long time)
    {
        int i = FirstEndingAfter(time);
        return i < _count ? _until[i] : WorkTime.Never;
    }

    /// <summary><paramref name="start"/> when a task of <paramref name="family"/> fits from then to <paramref name="end"/> with the set-ups before and after it; else a later time to try.</summary>
    public long NextFit(long start, long end, int family, long[,] setups)
    {
        int next = FirstEndingAfter(start);
        // Facts of a running workflow may overlap, so the neighbour before is the last that ends by the start.
        long earliest = family < 0 ? 0 : next == 0 ? setups[0, family] : _until[next - 1] + Between(setups, _family[next - 1], family);
        if (start < earliest)
            return earliest;
        if (next < _count && end + Between(setups, family, _family[next]) > _from[next])
            return Math.Max(start + 1, _until[next] + Between(setups, _family[next], family));
        return start;
    }

    /// <summary>Takes it from <paramref name="start"/> to <paramref name="end"/>, whether it is free or not.</summary>
    public void Take(long start, long end, int family)
    {
        if (start >= end)
            return;
        if (_count == _from.Length)
        {
            Array.Resize(ref _from, _count * 2);
            Array.Resize(ref _until, _count * 2);
            Array.Resize(ref _family, _count * 2);
        }

        int at = FirstEndingAfter(start);
        while (at < _count && _from[at] < start)
            at++;
        Array.Copy(_from, at, _from, at + 1, _count - at);
        Array.Copy(_until, at, _until, at + 1, _count - at);
        Array.Copy(_family, at, _family, at + 1, _count - at);
        (_from[at], _until[at], _family[at]) = (start, end, family);
        _count++;
        // Only overlapping facts break the order of ends, which the binary search needs.
        for (int i = at; i > 0 && _until[i - 1] > _until[i]; i--)
            _until[i] = _until[i - 1];
        for (int i = at; i + 1 < _count && _until[i + 1] < _until[i]; i++)
            _until[i + 1] = _until[i];
    }

    private static long Between(long[,] setups, int before, int after) => before < 0 || after < 0 ? 0 : setups[before + 1, after];

    private int FirstEndingAfter(long time)
    {
        int i = Array.BinarySearch(_until, 0, _count, time);
        if (i < 0)
            return ~i;
        while (i < _count && _until[i] <= time)
            i++;
        return i;
    }
}
