namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>Slow and plain counterparts of the kernel, for comparison: they share nothing with it but the packed problem.</summary>
internal static class NaiveSchedules
{
    /// <summary>The least makespan over every precedence-feasible order of the tasks.</summary>
    public static long Optimum(SchedulingProblem problem)
    {
        long best = long.MaxValue;
        Extend([]);
        return best;

        void Extend(List<int> order)
        {
            if (order.Count == problem.TaskCount)
            {
                best = Math.Min(best, Makespan(problem, Dispatch(problem, order)));
                return;
            }

            foreach (int task in Enumerable.Range(0, problem.TaskCount).Except(order))
            {
                if (problem.Predecessors.Of(task).ToArray().All(order.Contains))
                    Extend([.. order, task]);
            }
        }
    }

    /// <summary>Serial schedule generation, unit of time by unit of time.</summary>
    public static long[] Dispatch(SchedulingProblem problem, IReadOnlyList<int> order)
    {
        var starts = new long[problem.TaskCount];
        var placed = new List<int>();
        foreach (int task in order)
        {
            long start = problem.Releases[task];
            int[] predecessors = problem.Predecessors.Of(task).ToArray();
            long[] lags = problem.Predecessors.LagsOf(task).ToArray();
            for (int i = 0; i < predecessors.Length; i++)
                start = Math.Max(start, starts[predecessors[i]] + problem.Durations[predecessors[i]] + lags[i]);
            while (!FitsAt(problem, starts, placed, task, start))
                start++;
            starts[task] = start;
            placed.Add(task);
        }

        return starts;
    }

    public static long Makespan(SchedulingProblem problem, IReadOnlyList<long> starts) =>
        Enumerable.Range(0, problem.TaskCount).Select(task => starts[task] + problem.Durations[task]).DefaultIfEmpty(0).Max();

    public static bool IsFeasible(SchedulingProblem problem, IReadOnlyList<long> starts)
    {
        for (int task = 0; task < problem.TaskCount; task++)
        {
            if (starts[task] < problem.Releases[task])
                return false;
            int[] predecessors = problem.Predecessors.Of(task).ToArray();
            long[] lags = problem.Predecessors.LagsOf(task).ToArray();
            for (int i = 0; i < predecessors.Length; i++)
            {
                if (starts[predecessors[i]] + problem.Durations[predecessors[i]] + lags[i] > starts[task])
                    return false;
            }
        }

        for (long time = 0; time < Makespan(problem, starts); time++)
        {
            for (int resource = 0; resource < problem.ResourceCount; resource++)
            {
                if (Used(problem, starts, Enumerable.Range(0, problem.TaskCount), resource, time) > problem.Capacities[resource])
                    return false;
            }
        }

        return true;
    }

    private static bool FitsAt(SchedulingProblem problem, long[] starts, List<int> placed, int task, long start)
    {
        for (long time = start; time < start + problem.Durations[task]; time++)
        {
            for (int resource = 0; resource < problem.ResourceCount; resource++)
            {
                if (Used(problem, starts, placed, resource, time) + problem.DemandsOf(task)[resource] > problem.Capacities[resource])
                    return false;
            }
        }

        return true;
    }

    private static long Used(SchedulingProblem problem, IReadOnlyList<long> starts, IEnumerable<int> tasks, int resource, long time) =>
        tasks.Where(task => starts[task] <= time && time < starts[task] + problem.Durations[task]).Sum(task => (long)problem.DemandsOf(task)[resource]);
}
