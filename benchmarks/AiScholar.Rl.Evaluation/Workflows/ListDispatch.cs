namespace AiScholar.Rl.Evaluation.Workflows;

/// <summary>The baselines: slots that never idle while a task is ready, by file order or by the longest path to the end.</summary>
internal static class ListDispatch
{
    /// <summary>Makespan when of the ready tasks the first in the file starts first.</summary>
    public static TimeSpan FileOrder(ResearchWorkflow workflow, int slots) =>
        Dispatch(workflow, slots, [.. Enumerable.Range(0, workflow.TaskSequence.Count).Select(task => (double)task)]);

    /// <summary>Makespan when of the ready tasks the one with the longest path to the end, itself included, starts first.</summary>
    public static TimeSpan LongestPathFirst(ResearchWorkflow workflow, int slots) => Dispatch(workflow, slots, [.. Paths(workflow).Select(path => -path.TotalSeconds)]);

    /// <summary>The larger of the critical path and the work by slots.</summary>
    public static TimeSpan LowerBound(ResearchWorkflow workflow, int slots)
    {
        TimeSpan path = Paths(workflow).DefaultIfEmpty().Max();
        TimeSpan work = TimeSpan.FromTicks((workflow.TaskSequence.Sum(task => task.Duration.Ticks) + slots - 1) / slots);
        return path > work ? path : work;
    }

    private static TimeSpan[] Paths(ResearchWorkflow workflow)
    {
        (int[] order, List<int>[] successors, _) = Graph(workflow);
        var paths = new TimeSpan[order.Length];
        foreach (int task in order.Reverse())
            paths[task] = workflow.TaskSequence[task].Duration + successors[task].Select(next => paths[next]).DefaultIfEmpty().Max();
        return paths;
    }

    private static TimeSpan Dispatch(ResearchWorkflow workflow, int slots, double[] keys)
    {
        (_, List<int>[] successors, int[] waiting) = Graph(workflow);
        var ready = new PriorityQueue<int, (double, int)>();
        var running = new PriorityQueue<int, (long, int)>();
        for (int task = 0; task < keys.Length; task++)
        {
            if (waiting[task] == 0)
                ready.Enqueue(task, (keys[task], task));
        }

        long now = 0;
        while (ready.Count > 0 || running.Count > 0)
        {
            while (ready.Count > 0 && running.Count < slots)
            {
                int task = ready.Dequeue();
                running.Enqueue(task, (now + workflow.TaskSequence[task].Duration.Ticks, task));
            }

            running.TryPeek(out _, out (long End, int) next);
            now = next.End;
            while (running.TryPeek(out int done, out (long End, int) one) && one.End == now)
            {
                running.Dequeue();
                foreach (int successor in successors[done])
                {
                    if (--waiting[successor] == 0)
                        ready.Enqueue(successor, (keys[successor], successor));
                }
            }
        }

        return TimeSpan.FromTicks(now);
    }

    private static (int[] Order, List<int>[] Successors, int[] Waiting) Graph(ResearchWorkflow workflow)
    {
        var numbers = workflow.TaskSequence.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index);
        var successors = new List<int>[numbers.Count];
        var waiting = new int[numbers.Count];
        for (int task = 0; task < successors.Length; task++)
            successors[task] = [];
        for (int task = 0; task < successors.Length; task++)
        {
            foreach (TaskDependency tie in workflow.TaskSequence[task].Dependencies)
            {
                successors[numbers[tie.TaskId]].Add(task);
                waiting[task]++;
            }
        }

        var left = (int[])waiting.Clone();
        var order = new List<int>(Enumerable.Range(0, left.Length).Where(task => left[task] == 0));
        for (int i = 0; i < order.Count; i++)
        {
            foreach (int successor in successors[order[i]])
            {
                if (--left[successor] == 0)
                    order.Add(successor);
            }
        }

        return ([.. order], successors, waiting);
    }
}
