namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Earliest start and latest end of each task in a project that must end by some time; narrowed until nothing follows any more or some task has no room.</summary>
internal sealed class TimeWindows(SchedulingProblem problem)
{
    /// <summary>Earliest start of each task.</summary>
    public long[] Starts { get; } = new long[problem.TaskCount];

    /// <summary>Latest end of each task.</summary>
    public long[] Ends { get; } = new long[problem.TaskCount];

    /// <summary>Whether something was narrowed since this was last set to false.</summary>
    public bool HasChanged { get; set; }

    /// <summary>Whether every task still has room.</summary>
    public bool IsPossible { get; private set; }

    /// <summary>The widest windows of a project that ends by <paramref name="end"/>.</summary>
    public void Reset(CriticalPath path, long end)
    {
        (IsPossible, HasChanged) = (true, false);
        for (int task = 0; task < Starts.Length; task++)
        {
            Starts[task] = path.Heads[task];
            Ends[task] = end - path.Tails[task];
            IsPossible &= Starts[task] + problem.Durations[task] <= Ends[task];
        }
    }

    /// <summary>The task starts at <paramref name="time"/> or later.</summary>
    public void StartFrom(int task, long time)
    {
        if (time <= Starts[task])
            return;
        (Starts[task], HasChanged) = (time, true);
        IsPossible &= time + problem.Durations[task] <= Ends[task];
    }

    /// <summary>The task ends at <paramref name="time"/> or sooner.</summary>
    public void EndBy(int task, long time)
    {
        if (time >= Ends[task])
            return;
        (Ends[task], HasChanged) = (time, true);
        IsPossible &= Starts[task] + problem.Durations[task] <= time;
    }

    /// <summary>Carries what is known along the ties, forwards and backwards.</summary>
    public void Propagate()
    {
        foreach (int task in problem.TopologicalOrder)
        {
            ReadOnlySpan<int> successors = problem.Successors.Of(task);
            ReadOnlySpan<long> lags = problem.Successors.LagsOf(task);
            for (int i = 0; i < successors.Length; i++)
                StartFrom(successors[i], Starts[task] + problem.Durations[task] + lags[i]);
        }

        for (int k = problem.TaskCount - 1; k >= 0; k--)
        {
            int task = problem.TopologicalOrder[k];
            ReadOnlySpan<int> predecessors = problem.Predecessors.Of(task);
            ReadOnlySpan<long> lags = problem.Predecessors.LagsOf(task);
            for (int i = 0; i < predecessors.Length; i++)
                EndBy(predecessors[i], Ends[task] - problem.Durations[task] - lags[i]);
        }
    }
}
