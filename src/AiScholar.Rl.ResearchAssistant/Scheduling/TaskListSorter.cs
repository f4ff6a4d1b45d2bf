namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Sorts tasks by a time into a precedence-feasible list. Holds working memory: one thread at a time.</summary>
internal sealed class TaskListSorter(SchedulingProblem problem)
{
    private const int MaxBuckets = 1 << 14;
    private readonly int[] _rank = RankOf(problem);
    private readonly long[] _keys = new long[problem.TaskCount];
    private int[] _buckets = new int[1024];

    /// <summary>Writes the tasks into <paramref name="list"/>, smallest of <paramref name="times"/> first, ties in topological order.</summary>
    public void Sort(ReadOnlySpan<long> times, Span<int> list)
    {
        long latest = 0;
        foreach (long time in times)
            latest = Math.Max(latest, time);
        if (latest < MaxBuckets)
            SortByCounting(times, list, (int)latest);
        else
            SortByComparing(times, list);
    }

    private void SortByCounting(ReadOnlySpan<long> times, Span<int> list, int latest)
    {
        if (_buckets.Length < latest + 2)
            _buckets = new int[latest + 2];
        Span<int> next = _buckets.AsSpan(0, latest + 2);
        next.Clear();
        foreach (long time in times)
            next[(int)time + 1]++;
        for (int i = 1; i < next.Length; i++)
            next[i] += next[i - 1];
        foreach (int task in problem.TopologicalOrder)
            list[next[(int)times[task]]++] = task;
    }

    private void SortByComparing(ReadOnlySpan<long> times, Span<int> list)
    {
        problem.TopologicalOrder.CopyTo(list);
        times.CopyTo(_keys);
        list.Sort((a, b) => _keys[a] != _keys[b] ? _keys[a].CompareTo(_keys[b]) : _rank[a].CompareTo(_rank[b]));
    }

    private static int[] RankOf(SchedulingProblem problem)
    {
        var rank = new int[problem.TaskCount];
        for (int k = 0; k < rank.Length; k++)
            rank[problem.TopologicalOrder[k]] = k;
        return rank;
    }
}
