namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Finds the tasks that hold one another, through dependencies or through resources, from the start of a schedule to its end.</summary>
internal static class CriticalChain
{
    /// <summary>The links in the order of time; each says what its task waited for.</summary>
    public static IReadOnlyList<ChainLink> Of(SchedulingProblem problem, ReadOnlySpan<long> starts)
    {
        var chain = new List<ChainLink>();
        int task = Last(problem, starts);
        var seen = new HashSet<int>();
        while (task >= 0 && seen.Add(task))
        {
            (int blocker, int resource) = BlockerOf(problem, starts, task);
            chain.Add(new ChainLink(task, blocker, resource));
            task = blocker;
        }

        chain.Reverse();
        return chain;
    }

    private static int Last(SchedulingProblem problem, ReadOnlySpan<long> starts)
    {
        int last = -1;
        for (int task = 0; task < starts.Length; task++)
        {
            if (last < 0 || starts[task] + problem.Durations[task] > starts[last] + problem.Durations[last])
                last = task;
        }

        return last;
    }

    private static (int Task, int Resource) BlockerOf(SchedulingProblem problem, ReadOnlySpan<long> starts, int task)
    {
        ReadOnlySpan<int> predecessors = problem.Predecessors.Of(task);
        ReadOnlySpan<long> lags = problem.Predecessors.LagsOf(task);
        for (int i = 0; i < predecessors.Length; i++)
        {
            if (starts[predecessors[i]] + problem.Durations[predecessors[i]] + lags[i] == starts[task])
                return (predecessors[i], -1);
        }

        if (starts[task] == problem.Releases[task])
            return (-1, -1);
        for (int other = 0; other < starts.Length; other++)
        {
            if (other == task || problem.Durations[other] == 0 || starts[other] + problem.Durations[other] != starts[task])
                continue;
            for (int resource = 0; resource < problem.ResourceCount; resource++)
            {
                bool both = problem.DemandsOf(task)[resource] > 0 && problem.DemandsOf(other)[resource] > 0;
                if (both && IsShort(problem, starts, task, resource, starts[task] - 1))
                    return (other, resource);
            }
        }

        return (-1, -1);
    }

    /// <summary>Whether <paramref name="task"/> could not have held <paramref name="resource"/> at <paramref name="time"/> as well.</summary>
    private static bool IsShort(SchedulingProblem problem, ReadOnlySpan<long> starts, int task, int resource, long time)
    {
        long used = problem.DemandsOf(task)[resource];
        for (int other = 0; other < starts.Length; other++)
        {
            if (other != task && starts[other] <= time && time < starts[other] + problem.Durations[other])
                used += problem.DemandsOf(other)[resource];
        }

        return used > problem.Capacities[resource];
    }
}

/// <summary>A task of the chain and what it waited for: a task (-1 for none) and the resource it waited for that task to free (-1 when it is a dependency).</summary>
internal readonly record struct ChainLink(int Task, int Blocker, int Resource);
