namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Times that precedence and release times alone give: the critical path method (Kelley and Walker 1959), resources left aside.</summary>
internal sealed class CriticalPath
{
    public CriticalPath(SchedulingProblem problem)
    {
        int n = problem.TaskCount;
        Heads = new long[n];
        Tails = new long[n];
        foreach (int task in problem.TopologicalOrder)
        {
            long head = problem.Releases[task];
            ReadOnlySpan<int> predecessors = problem.Predecessors.Of(task);
            ReadOnlySpan<long> lags = problem.Predecessors.LagsOf(task);
            for (int i = 0; i < predecessors.Length; i++)
                head = Math.Max(head, Heads[predecessors[i]] + problem.Durations[predecessors[i]] + lags[i]);
            Heads[task] = head;
            Length = Math.Max(Length, head + problem.Durations[task]);
        }

        for (int k = n - 1; k >= 0; k--)
        {
            int task = problem.TopologicalOrder[k];
            long tail = 0;
            ReadOnlySpan<int> successors = problem.Successors.Of(task);
            ReadOnlySpan<long> lags = problem.Successors.LagsOf(task);
            for (int i = 0; i < successors.Length; i++)
                tail = Math.Max(tail, lags[i] + problem.Durations[successors[i]] + Tails[successors[i]]);
            Tails[task] = tail;
        }
    }

    /// <summary>Earliest start of each task.</summary>
    public long[] Heads { get; }

    /// <summary>Least time from each task's finish to the project's end.</summary>
    public long[] Tails { get; }

    /// <summary>Length of the critical path: no schedule is shorter.</summary>
    public long Length { get; }

    /// <summary>Latest finish of <paramref name="task"/> in a project of length <see cref="Length"/>.</summary>
    public long LatestFinish(int task) => Length - Tails[task];
}
