namespace AiScholar.Rl.ResearchAssistant.Tests;

/// <summary>A plan carried out as its report says, the straightforward way: after each event all tasks are gone through from the top of the list.</summary>
internal static class NaiveDispatch
{
    public static double[] Run(SchedulingProblem problem, int[] list, long lookAhead, double[] durations)
    {
        int n = problem.TaskCount;
        var starts = new double[n];
        Array.Fill(starts, double.NaN);
        double time = 0;
        while (starts.Any(double.IsNaN))
        {
            for (bool again = true; again;)
            {
                again = false;
                int head = Array.FindIndex(list, task => double.IsNaN(starts[task]));
                for (int place = Math.Max(0, head); head >= 0 && place < n && place - (long)head <= lookAhead; place++)
                {
                    int task = list[place];
                    if (!double.IsNaN(starts[task]) || !IsReady(task) || (durations[task] > 0 && !Fits(task)))
                        continue;
                    starts[task] = time;
                    again = true;
                    break;
                }
            }

            double next = Events().Where(at => at > time).DefaultIfEmpty(double.PositiveInfinity).Min();
            if (double.IsPositiveInfinity(next))
                break;
            time = next;
        }

        return starts;

        double End(int task) => starts[task] + durations[task];

        bool IsReady(int task)
        {
            if (problem.Releases[task] > time)
                return false;
            for (int i = 0; i < problem.Predecessors.Of(task).Length; i++)
            {
                int before = problem.Predecessors.Of(task)[i];
                if (double.IsNaN(starts[before]) || End(before) + problem.Predecessors.LagsOf(task)[i] > time)
                    return false;
            }

            return true;
        }

        bool Fits(int task) => Enumerable.Range(0, problem.ResourceCount).All(resource =>
            problem.DemandsOf(task)[resource] + Enumerable.Range(0, n).Where(other => !double.IsNaN(starts[other]) && End(other) > time).Sum(other => problem.DemandsOf(other)[resource]) <= problem.Capacities[resource]);

        IEnumerable<double> Events()
        {
            for (int task = 0; task < n; task++)
            {
                yield return problem.Releases[task];
                if (double.IsNaN(starts[task]))
                    continue;
                yield return End(task);
                foreach (long lag in problem.Successors.LagsOf(task).ToArray())
                    yield return End(task) + lag;
            }
        }
    }
}
