namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How many units of a renewable resource are in use over time, as steps; for one decoding at a time.</summary>
internal sealed class UsageTimeline(int capacity)
{
    private long[] _times = [0, 0, 0, 0, 0, 0, 0, 0];
    private int[] _used = new int[8];
    private int _count = 1;

    /// <summary>Frees all.</summary>
    public void Clear()
    {
        (_times[0], _used[0], _count) = (0, 0, 1);
    }

    /// <summary><paramref name="start"/> when <paramref name="amount"/> is free from it to <paramref name="end"/>; else the first later time at which what stands in the way is over.</summary>
    public long NextFit(long start, long end, int amount)
    {
        for (int i = StepAt(start); i < _count && _times[i] < end; i++)
        {
            if (_used[i] + amount <= capacity)
                continue;
            while (i < _count && _used[i] + amount > capacity)
                i++;
            return i < _count ? _times[i] : WorkTime.Never;
        }

        return start;
    }

    /// <summary>Takes <paramref name="amount"/> from <paramref name="start"/> to <paramref name="end"/>, whether it is free or not.</summary>
    public void Take(long start, long end, int amount)
    {
        if (start >= end)
            return;
        int first = Cut(start), last = Cut(end);
        for (int i = first; i < last; i++)
            _used[i] += amount;
    }

    private int Cut(long time)
    {
        int at = StepAt(time);
        if (_times[at] == time)
            return at;
        if (_count == _times.Length)
        {
            Array.Resize(ref _times, _count * 2);
            Array.Resize(ref _used, _count * 2);
        }

        Array.Copy(_times, at + 1, _times, at + 2, _count - at - 1);
        Array.Copy(_used, at + 1, _used, at + 2, _count - at - 1);
        (_times[at + 1], _used[at + 1]) = (time, _used[at]);
        _count++;
        return at + 1;
    }

    private int StepAt(long time)
    {
        int at = Array.BinarySearch(_times, 0, _count, time);
        return at < 0 ? ~at - 1 : at;
    }
}
