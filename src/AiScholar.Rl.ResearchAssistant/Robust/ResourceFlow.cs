namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Which task hands on units of resources to which, so that a schedule stays feasible whatever the durations as long as these links are kept.</summary>
/// <remarks>
/// Artigues, Michelon and Reusser, EJOR 149 (2003): units go in the order of starts, first from tasks that must come before anyway, so that few links are added, then from those
/// that end first, which leaves most room.
/// </remarks>
internal static class ResourceFlow
{
    /// <summary>The tasks that hand on units to each task of a schedule, without those it depends on anyway.</summary>
    public static int[][] Of(SchedulingProblem problem, ReadOnlySpan<long> starts)
    {
        int n = problem.TaskCount;
        long[] from = starts.ToArray();
        int[] order = [.. Enumerable.Range(0, n).Where(task => problem.Durations[task] > 0).OrderBy(task => from[task])];
        SortedSet<int>[] givers = [.. Enumerable.Range(0, n).Select(_ => new SortedSet<int>())];
        for (int resource = 0; resource < problem.ResourceCount; resource++)
        {
            int untouched = problem.Capacities[resource];
            var held = new List<(int Task, int Units)>();
            foreach (int task in order)
            {
                int wanted = problem.DemandsOf(task)[resource];
                int left = wanted;
                foreach ((int giver, int units) in held.Where(one => End(one.Task) <= from[task]).OrderByDescending(one => IsTied(one.Task, task)).ThenBy(one => End(one.Task)).ToList())
                {
                    // Units that nobody has used yet tie the task to nobody.
                    int taken = Math.Min(left, units);
                    if (!IsTied(giver, task))
                    {
                        int fresh = Math.Min(left, untouched);
                        (untouched, left) = (untouched - fresh, left - fresh);
                        taken = Math.Min(left, units);
                    }

                    if (taken == 0)
                        continue;
                    left -= taken;
                    held.Remove((giver, units));
                    if (units > taken)
                        held.Add((giver, units - taken));
                    givers[task].Add(giver);
                }

                untouched -= left;
                if (wanted > 0)
                    held.Add((task, wanted));
            }
        }

        return [.. givers.Select((tasks, task) => tasks.Where(giver => problem.Predecessors.Of(task).IndexOf(giver) < 0).ToArray())];

        long End(int task) => from[task] + problem.Durations[task];

        bool IsTied(int giver, int task) => givers[task].Contains(giver) || problem.Predecessors.Of(task).IndexOf(giver) >= 0;
    }
}
