using System.Numerics;

namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The numbers behind the priority rules: the task with the smallest goes first.</summary>
internal static class PriorityKeys
{
    /// <summary>The key of every task under <paramref name="rule"/>.</summary>
    public static long[] Of(PriorityRule rule, SchedulingProblem problem, CriticalPath path) => rule switch
    {
        PriorityRule.GivenOrder => [.. Enumerable.Range(0, problem.TaskCount).Select(task => (long)task)],
        PriorityRule.LatestFinishTime => LatestFinish(problem, path),
        PriorityRule.LatestStartTime => [.. LatestFinish(problem, path).Zip(problem.Durations, (finish, duration) => finish - duration)],
        PriorityRule.MostTotalSuccessors => [.. TotalSuccessors(problem).Select(count => -count)],
        PriorityRule.GreatestRankPositionalWeight => RankPositionalWeight(problem),
        PriorityRule.ShortestProcessingTime => [.. problem.Durations],
        _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
    };

    /// <summary>Latest finish by the critical path, or by the due times of the task and of all that follow it where those are sooner.</summary>
    private static long[] LatestFinish(SchedulingProblem problem, CriticalPath path)
    {
        var latest = new long[problem.TaskCount];
        for (int k = problem.TaskCount - 1; k >= 0; k--)
        {
            int task = problem.TopologicalOrder[k];
            long finish = Math.Min(path.LatestFinish(task), problem.DueTimes[task]);
            ReadOnlySpan<int> successors = problem.Successors.Of(task);
            ReadOnlySpan<long> lags = problem.Successors.LagsOf(task);
            for (int i = 0; i < successors.Length; i++)
                finish = Math.Min(finish, latest[successors[i]] - problem.Durations[successors[i]] - lags[i]);
            latest[task] = finish;
        }

        return latest;
    }

    private static long[] TotalSuccessors(SchedulingProblem problem)
    {
        int words = (problem.TaskCount + 63) / 64;
        var reached = new ulong[problem.TaskCount][];
        var counts = new long[problem.TaskCount];
        for (int k = problem.TaskCount - 1; k >= 0; k--)
        {
            int task = problem.TopologicalOrder[k];
            ulong[] set = reached[task] = new ulong[words];
            foreach (int successor in problem.Successors.Of(task))
            {
                set[successor / 64] |= 1UL << (successor % 64);
                for (int word = 0; word < words; word++)
                    set[word] |= reached[successor][word];
            }

            foreach (ulong word in set)
                counts[task] += BitOperations.PopCount(word);
        }

        return counts;
    }

    private static long[] RankPositionalWeight(SchedulingProblem problem)
    {
        long[] keys = [.. problem.Durations.Select(duration => -duration)];
        for (int task = 0; task < keys.Length; task++)
        {
            foreach (int successor in problem.Successors.Of(task))
                keys[task] -= problem.Durations[successor];
        }

        return keys;
    }
}
