namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Tasks no two of which can run at the same time run one after the other: their lengths add up.</summary>
/// <remarks>
/// Mingozzi, Maniezzo, Ricciardelli and Bianco, "An exact algorithm for the resource-constrained project scheduling problem based on a new mathematical formulation",
/// Management Science 44 (1998), bound LB3: a weighted node packing, here found greedily from each task on, with the least head and tail of the set added
/// (Klein and Scholl, "Computing lower bounds by destructive improvement", EJOR 112, 1999).
/// </remarks>
internal static class NodePackingBound
{
    /// <summary>A makespan that no schedule goes below.</summary>
    public static long Of(SchedulingProblem problem, CriticalPath path, TaskConflicts conflicts)
    {
        long best = 0;
        foreach (List<int> packing in Packings(problem, conflicts))
            best = Math.Max(best, Length(problem, path, packing));
        return best;
    }

    /// <summary>For each task a set it starts, grown by the longest task that clashes with all in it; equal sets may come twice.</summary>
    public static IEnumerable<List<int>> Packings(SchedulingProblem problem, TaskConflicts conflicts)
    {
        int[] byLength = [.. Enumerable.Range(0, problem.TaskCount).Where(task => problem.Durations[task] > 0).OrderByDescending(task => problem.Durations[task])];
        foreach (int first in byLength)
        {
            List<int> packing = [first];
            foreach (int task in byLength)
            {
                if (task != first && packing.TrueForAll(member => conflicts.AreDisjoint(member, task)))
                    packing.Add(task);
            }

            yield return packing;
        }
    }

    /// <summary>The best head + lengths + tail over the members whose heads are no smaller than some member's.</summary>
    private static long Length(SchedulingProblem problem, CriticalPath path, List<int> packing)
    {
        packing.Sort((a, b) => path.Heads[b].CompareTo(path.Heads[a]));
        long best = 0, sum = 0, tail = long.MaxValue;
        foreach (int task in packing)
        {
            sum += problem.Durations[task];
            tail = Math.Min(tail, path.Tails[task]);
            best = Math.Max(best, path.Heads[task] + sum + tail);
        }

        return best;
    }
}
