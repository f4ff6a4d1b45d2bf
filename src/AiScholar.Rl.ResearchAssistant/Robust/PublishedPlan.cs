namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A schedule whose starts are published: no task starts before its own, and each waits for what it depends on and for who hands on its resources. Holds working memory: one thread at a time.</summary>
internal sealed class PublishedPlan
{
    private readonly SchedulingProblem _problem;
    private readonly int[] _order;
    private readonly (int Task, long Lag)[][] _before;

    public PublishedPlan(SchedulingProblem problem, long[] starts)
    {
        int n = problem.TaskCount;
        _problem = problem;
        var place = new int[n];
        for (int i = 0; i < n; i++)
            place[problem.TopologicalOrder[i]] = i;
        _order = [.. Enumerable.Range(0, n).OrderBy(task => starts[task]).ThenBy(task => place[task])];
        int[][] flow = ResourceFlow.Of(problem, starts);
        _before = new (int, long)[n][];
        for (int task = 0; task < n; task++)
        {
            int[] predecessors = problem.Predecessors.Of(task).ToArray();
            long[] lags = problem.Predecessors.LagsOf(task).ToArray();
            _before[task] = [.. predecessors.Zip(lags), .. flow[task].Select(giver => (giver, 0L))];
        }

        Starts = new double[n];
        Blockers = new int[n];
    }

    /// <summary>Start of each task in the last run, in units.</summary>
    public double[] Starts { get; }

    /// <summary>What each task waited for in the last run; -1 when it started as published.</summary>
    public int[] Blockers { get; }

    /// <summary>The task that ended last in the last run; -1 without tasks.</summary>
    public int Last { get; private set; }

    /// <summary>The makespan when the starts are published and the durations come out so.</summary>
    public double Run(ReadOnlySpan<long> published, ReadOnlySpan<double> durations)
    {
        double makespan = 0;
        Last = -1;
        foreach (int task in _order)
        {
            double start = published[task];
            int blocker = -1;
            foreach ((int before, long lag) in _before[task])
            {
                double free = Starts[before] + durations[before] + lag;
                if (free > start)
                    (start, blocker) = (free, before);
            }

            (Starts[task], Blockers[task]) = (start, blocker);
            if (start + durations[task] >= makespan)
                (makespan, Last) = (start + durations[task], task);
        }

        return makespan;
    }

    /// <summary>The starts when one task starts later by so much and what waits for it gives way.</summary>
    public long[] Shifted(long[] published, int task, long by)
    {
        long[] shifted = [.. published];
        shifted[task] += by;
        foreach (int next in _order)
        {
            foreach ((int before, long lag) in _before[next])
                shifted[next] = Math.Max(shifted[next], shifted[before] + _problem.Durations[before] + lag);
        }

        return shifted;
    }

    /// <summary>When the last task ends as published.</summary>
    public long EndOf(long[] published)
    {
        long end = 0;
        for (int task = 0; task < published.Length; task++)
            end = Math.Max(end, published[task] + _problem.Durations[task]);
        return end;
    }
}
