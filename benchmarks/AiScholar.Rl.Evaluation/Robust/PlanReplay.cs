namespace AiScholar.Rl.Evaluation.Robust;

/// <summary>Carries out a robust plan on equal slots as its report says; written from the report's description alone, it shares no code with the optimizers.</summary>
internal sealed class PlanReplay
{
    private readonly int[] _order;
    private readonly int[] _place;
    private readonly List<int>[] _successors;
    private readonly int[] _waiting;
    private readonly int _slots;
    private readonly long _lookAhead;

    public PlanReplay(ResearchWorkflow workflow, RobustnessReport report, int slots)
    {
        Dictionary<string, int> numbers = workflow.TaskSequence.Index().ToDictionary(pair => pair.Item.Id, pair => pair.Index, StringComparer.Ordinal);
        _order = [.. report.ExecutionOrder.Select(id => numbers[id])];
        _place = new int[_order.Length];
        for (int place = 0; place < _order.Length; place++)
            _place[_order[place]] = place;
        _successors = [.. _order.Select(_ => new List<int>())];
        _waiting = new int[_order.Length];
        foreach (WorkflowTask task in workflow.TaskSequence)
        {
            foreach (TaskDependency tie in task.Dependencies)
            {
                _successors[numbers[tie.TaskId]].Add(numbers[task.Id]);
                _waiting[numbers[task.Id]]++;
            }
        }

        (_slots, _lookAhead) = (slots, report.LookAhead ?? int.MaxValue);
    }

    /// <summary>The makespan with the given durations, by the position of the task in the workflow.</summary>
    public double Run(IReadOnlyList<double> durations)
    {
        var waiting = (int[])_waiting.Clone();
        var started = new bool[_order.Length];
        var ready = new SortedSet<int>();
        for (int task = 0; task < waiting.Length; task++)
        {
            if (waiting[task] == 0)
                ready.Add(_place[task]);
        }

        var running = new PriorityQueue<int, double>();
        double time = 0;
        int head = 0;
        while (true)
        {
            for (bool again = true; again;)
            {
                again = false;
                foreach (int place in ready)
                {
                    while (head < started.Length && started[_order[head]])
                        head++;
                    int task = _order[place];
                    if (place - head > _lookAhead)
                        break;
                    if (durations[task] > 0 && running.Count >= _slots)
                        continue;
                    started[task] = true;
                    ready.Remove(place);
                    if (durations[task] > 0)
                        running.Enqueue(task, time + durations[task]);
                    else
                        End(task);
                    again = true;
                    break;
                }
            }

            if (!running.TryDequeue(out int ended, out double at))
                return time;
            time = at;
            End(ended);
            while (running.TryPeek(out _, out double next) && next <= time)
                End(running.Dequeue());
        }

        void End(int task)
        {
            foreach (int successor in _successors[task])
            {
                if (--waiting[successor] == 0)
                    ready.Add(_place[successor]);
            }
        }
    }
}
