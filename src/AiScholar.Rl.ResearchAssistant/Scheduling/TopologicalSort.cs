namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Precedence-feasible task lists: each task after all its predecessors, the smallest key first among those that may come next.</summary>
internal static class TopologicalSort
{
    /// <summary>Writes the list into <paramref name="list"/>; ties in <paramref name="keys"/> go to the lower index. Returns how many tasks were placed: fewer than there are when the ties form a cycle.</summary>
    public static int ByKey(PrecedenceRows predecessors, PrecedenceRows successors, ReadOnlySpan<long> keys, Span<int> list)
    {
        var waiting = new int[keys.Length];
        var eligible = new PriorityQueue<int, (long Key, int Task)>();
        for (int task = 0; task < keys.Length; task++)
        {
            waiting[task] = predecessors.Of(task).Length;
            if (waiting[task] == 0)
                eligible.Enqueue(task, (keys[task], task));
        }

        int count = 0;
        while (eligible.TryDequeue(out int task, out _))
        {
            list[count++] = task;
            foreach (int successor in successors.Of(task))
            {
                if (--waiting[successor] == 0)
                    eligible.Enqueue(successor, (keys[successor], successor));
            }
        }

        return count;
    }

    /// <summary>The tasks of one cycle, in the order of its ties; empty when there is none.</summary>
    public static IReadOnlyList<int> FindCycle(PrecedenceRows predecessors, PrecedenceRows successors, int taskCount)
    {
        var list = new int[taskCount];
        int placed = ByKey(predecessors, successors, new long[taskCount], list);
        if (placed == taskCount)
            return [];
        var free = new bool[taskCount];
        foreach (int task in list.AsSpan(0, placed))
            free[task] = true;

        // Every task left has a predecessor that is left: walking back must close a cycle.
        var seenAt = new Dictionary<int, int>();
        var walk = new List<int>();
        int at = Array.IndexOf(free, false);
        while (seenAt.TryAdd(at, walk.Count))
        {
            walk.Add(at);
            foreach (int predecessor in predecessors.Of(at))
            {
                if (free[predecessor])
                    continue;
                at = predecessor;
                break;
            }
        }

        List<int> cycle = walk[seenAt[at]..];
        cycle.Reverse();
        return cycle;
    }
}
