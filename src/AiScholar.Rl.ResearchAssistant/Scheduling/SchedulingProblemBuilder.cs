namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Joins the raw numbers of a project, already checked, into a <see cref="SchedulingProblem"/>.</summary>
internal static class SchedulingProblemBuilder
{
    /// <summary>Builds the problem; no lag may be negative, and each demand must be within its resource's capacity.</summary>
    /// <exception cref="OverflowException">The times are so long that their sum leaves 64 bits.</exception>
    public static SchedulingProblem Build(
        long[] durations, Precedence[] ties, int[] capacities, int[] demands, long[]? releases = null, long[]? dueTimes = null, long unitTicks = 1)
    {
        int n = durations.Length;
        releases ??= new long[n];
        dueTimes ??= [.. Enumerable.Repeat(long.MaxValue, n)];
        PrecedenceRows predecessors = PrecedenceRows.Build(n, ties, bySuccessor: true);
        PrecedenceRows successors = PrecedenceRows.Build(n, ties, bySuccessor: false);
        var order = new int[n];
        if (TopologicalSort.ByKey(predecessors, successors, new long[n], order) < n)
            throw new ArgumentException("The precedence ties form a cycle.", nameof(ties));
        bool hasDueTimes = dueTimes.Any(due => due != long.MaxValue);
        long horizon = checked(Horizon(durations, predecessors, releases) * (hasDueTimes ? 2 : 1));
        return new SchedulingProblem
        {
            TaskCount = n,
            UnitTicks = unitTicks,
            Durations = durations,
            Predecessors = predecessors,
            Successors = successors,
            TopologicalOrder = order,
            Capacities = capacities,
            Demands = demands,
            Releases = releases,
            DueTimes = dueTimes,
            HasDueTimes = hasDueTimes,
            Horizon = horizon,
        };
    }

    /// <summary>A task starts at its release time or when some other task, or the lag after it, ends: going back along these no task comes twice.</summary>
    private static long Horizon(long[] durations, PrecedenceRows predecessors, long[] releases)
    {
        long horizon = releases.Length == 0 ? 0 : releases.Max();
        for (int task = 0; task < durations.Length; task++)
        {
            long longest = 0;
            foreach (long lag in predecessors.LagsOf(task))
                longest = Math.Max(longest, lag);
            horizon = checked(horizon + durations[task] + longest);
        }

        return horizon;
    }
}
