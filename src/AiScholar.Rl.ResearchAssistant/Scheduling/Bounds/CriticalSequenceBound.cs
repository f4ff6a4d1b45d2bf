namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What a task cannot do beside the tasks of a critical path makes the project longer than that path.</summary>
/// <remarks>
/// Stinson, Davis and Khumawala, "Multiple resource-constrained scheduling using branch and bound", AIIE Transactions 10 (1978): the critical sequence bound. Of each
/// task, the longest unbroken piece that fits its window and what the critical path leaves of the resources is free; the rest lengthens the project.
/// </remarks>
internal static class CriticalSequenceBound
{
    /// <summary>A makespan that no schedule goes below.</summary>
    public static long Of(SchedulingProblem problem, CriticalPath path)
    {
        List<int> critical = Chain(problem, path);
        long most = 0;
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (!critical.Contains(task) && problem.Durations[task] > most)
                most = Math.Max(most, problem.Durations[task] - Beside(problem, path, critical, task));
        }

        return path.Length + most;
    }

    /// <summary>One longest path, first task first.</summary>
    private static List<int> Chain(SchedulingProblem problem, CriticalPath path)
    {
        var chain = new List<int>();
        int at = -1;
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (path.Heads[task] + problem.Durations[task] == path.Length)
                at = task;
        }

        while (at >= 0)
        {
            chain.Add(at);
            int before = -1;
            ReadOnlySpan<int> predecessors = problem.Predecessors.Of(at);
            ReadOnlySpan<long> lags = problem.Predecessors.LagsOf(at);
            for (int i = 0; i < predecessors.Length && before < 0; i++)
            {
                if (path.Heads[predecessors[i]] + problem.Durations[predecessors[i]] + lags[i] == path.Heads[at])
                    before = predecessors[i];
            }

            at = before;
        }

        chain.Reverse();
        return chain;
    }

    /// <summary>The longest stretch within the task's window in which no task of the chain clashes with it.</summary>
    private static long Beside(SchedulingProblem problem, CriticalPath path, List<int> critical, int task)
    {
        long from = path.Heads[task], until = path.LatestFinish(task), longest = 0;
        foreach (int other in critical)
        {
            long start = path.Heads[other], end = start + problem.Durations[other];
            if (start == end || end <= from || start >= until || !Clash(problem, task, other))
                continue;
            longest = Math.Max(longest, start - from);
            from = end;
        }

        return Math.Max(longest, until - from);
    }

    private static bool Clash(SchedulingProblem problem, int task, int other)
    {
        ReadOnlySpan<int> demands = problem.DemandsOf(task);
        ReadOnlySpan<int> others = problem.DemandsOf(other);
        for (int resource = 0; resource < demands.Length; resource++)
        {
            if ((long)demands[resource] + others[resource] > problem.Capacities[resource])
                return true;
        }

        return false;
    }
}
