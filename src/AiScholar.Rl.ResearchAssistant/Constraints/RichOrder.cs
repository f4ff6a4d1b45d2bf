namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Orders of tasks in which each comes after those it is tied to.</summary>
internal static class RichOrder
{
    /// <summary>Fills <paramref name="list"/>: of the tasks whose predecessors are listed, the one of the least key comes next; ties by index.</summary>
    public static void ByKey(RichProblem problem, ReadOnlySpan<double> keys, int[] list)
    {
        int n = problem.TaskCount;
        var waiting = new int[n];
        for (int task = 0; task < n; task++)
        {
            foreach (int successor in problem.Successors[task])
                waiting[successor]++;
        }

        var ready = new PriorityQueue<int, (double, int)>();
        for (int task = 0; task < n; task++)
        {
            if (waiting[task] == 0)
                ready.Enqueue(task, (keys[task], task));
        }

        for (int i = 0; i < n; i++)
        {
            int task = ready.Dequeue();
            list[i] = task;
            foreach (int successor in problem.Successors[task])
            {
                if (--waiting[successor] == 0)
                    ready.Enqueue(successor, (keys[successor], successor));
            }
        }
    }

    /// <summary>Latest ends by ties and wanted or hard deadlines, in the shortest modes; resources and calendars aside.</summary>
    public static double[] LatestEnds(RichProblem problem, long horizon)
    {
        var latest = new double[problem.TaskCount];
        Array.Fill(latest, horizon);
        for (int i = problem.TaskCount - 1; i >= 0; i--)
        {
            int task = problem.TopologicalOrder[i];
            RichTask one = problem.Tasks[task];
            latest[task] = Math.Min(latest[task], Math.Min(one.HardDeadline, Math.Min(one.Deadline, one.Due)));
            double start = latest[task] - ShortestOf(one);
            foreach (RichTie tie in one.Ties)
            {
                double length = ShortestOf(problem.Tasks[tie.First]);
                double end = tie.Type switch
                {
                    DependencyType.FinishToStart => start - tie.Min,
                    DependencyType.StartToStart => start - tie.Min + length,
                    DependencyType.FinishToFinish => latest[task] - tie.Min,
                    _ => latest[task] - tie.Min + length,
                };
                latest[tie.First] = Math.Min(latest[tie.First], end);
            }
        }

        return latest;
    }

    /// <summary>Keys by orders that have worked: matched tasks by their mean place, the others by their place in <paramref name="otherwise"/>.</summary>
    public static double[] PatternKeys(RichProblem problem, IReadOnlyList<WorkflowPattern> patterns, int[] otherwise)
    {
        var keys = new double[problem.TaskCount];
        for (int i = 0; i < otherwise.Length; i++)
            keys[otherwise[i]] = (double)i / otherwise.Length;
        for (int task = 0; task < keys.Length; task++)
        {
            WorkflowTask one = problem.Workflow.TaskSequence[task];
            double sum = 0, weight = 0;
            foreach (WorkflowPattern pattern in patterns)
            {
                for (int step = 0; step < pattern.Steps.Count; step++)
                {
                    if (!pattern.Steps[step].Any(name => name == one.Id || name == one.Name || name == one.TaskType))
                        continue;
                    sum += pattern.Support * step / Math.Max(1, pattern.Steps.Count - 1);
                    weight += pattern.Support;
                }
            }

            if (weight > 0)
                keys[task] = sum / weight;
        }

        return keys;
    }

    private static long ShortestOf(RichTask task) => task.Frozen is { } frozen ? frozen.End - frozen.Start : task.Modes.Min(mode => mode.Duration);
}
