namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Makespans that no schedule can go below, quickly found: the critical path, what cannot be done beside it, and for each resource the work that must pass through it.</summary>
internal static class LowerBounds
{
    // Heads x users x resources that are worth looking at; beyond, only the widest set of each resource is.
    private const long MaxIntervals = 20_000_000;

    /// <summary>
    /// The larger of the critical path and, over every resource and every set of tasks that can neither start before some head nor end within
    /// some tail of the project's end, head + ceil(work / capacity) + tail.
    /// </summary>
    public static LowerBound Best(SchedulingProblem problem, CriticalPath path)
    {
        var best = new LowerBound(path.Length, -1);
        for (int resource = 0; resource < problem.ResourceCount; resource++)
        {
            long work = ResourceWork(problem, path, resource);
            if (work > best.Makespan)
                best = new LowerBound(work, resource);
        }

        long sequence = CriticalSequenceBound.Of(problem, path);
        return sequence > best.Makespan ? new LowerBound(sequence, -1, "the critical path and what cannot be done beside it") : best;
    }

    private static long ResourceWork(SchedulingProblem problem, CriticalPath path, int resource)
    {
        int[] users = [.. Enumerable.Range(0, problem.TaskCount)
            .Where(task => problem.DemandsOf(task)[resource] > 0 && problem.Durations[task] > 0)
            .OrderByDescending(task => path.Tails[task])];
        if (users.Length == 0)
            return 0;
        UInt128 capacity = (UInt128)problem.Capacities[resource];
        long best = 0;
        long[] heads = [.. users.Select(task => path.Heads[task]).Distinct().Order()];
        if ((long)heads.Length * users.Length * problem.ResourceCount > MaxIntervals)
            heads = heads[..1];
        foreach (long head in heads)
        {
            UInt128 energy = 0;
            foreach (int task in users)
            {
                if (path.Heads[task] < head)
                    continue;
                energy += (UInt128)problem.Durations[task] * (UInt128)problem.DemandsOf(task)[resource];
                best = Math.Max(best, head + (long)((energy + capacity - 1) / capacity) + path.Tails[task]);
            }
        }

        return best;
    }
}

/// <summary>A bound and what gives it: its source in words or, without one, a resource's index, or -1 for the critical path.</summary>
internal readonly record struct LowerBound(long Makespan, int Resource, string? Source = null);
