namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Runs a <see cref="DispatchRule"/> in one future: it learns how long a task takes only when the task ends. Holds working memory: one thread at a time.</summary>
internal sealed class DispatchSimulator
{
    private readonly SchedulingProblem _problem;
    private readonly int _resources;
    private readonly int[] _free;
    private readonly int[] _waiting;
    private readonly int[] _rank;
    private readonly double[] _ready;
    private readonly int[] _eligible;
    private readonly PriorityQueue<int, double> _events = new();
    private int _eligibleCount;

    public DispatchSimulator(SchedulingProblem problem)
    {
        int n = problem.TaskCount;
        _problem = problem;
        _resources = problem.ResourceCount;
        _free = new int[_resources];
        _waiting = new int[n];
        _rank = new int[n];
        _ready = new double[n];
        _eligible = new int[n];
        Starts = new double[n];
        Blockers = new int[n];
    }

    /// <summary>Start of each task in the last run, in units.</summary>
    public double[] Starts { get; }

    /// <summary>The task whose end let each task start in the last run; -1 for a start that waited for none.</summary>
    public int[] Blockers { get; }

    /// <summary>The task that ended last in the last run; -1 without tasks.</summary>
    public int Last { get; private set; }

    /// <summary>The makespan of <paramref name="rule"/> with <paramref name="durations"/>, in units.</summary>
    public double Run(DispatchRule rule, ReadOnlySpan<double> durations)
    {
        int[] list = rule.List;
        Prepare(list);
        double makespan = 0;
        double time = 0;
        int head = 0;
        int ended = -1;
        Last = -1;
        while (true)
        {
            // Started tasks are marked by a rank of -1, so the first place that still has its task is the head.
            for (int slot = 0; slot < _eligibleCount;)
            {
                int task = _eligible[slot];
                while (head < list.Length && _rank[list[head]] < 0)
                    head++;
                if ((long)_rank[task] - head > rule.LookAhead)
                    break;
                double duration = durations[task];
                if (duration > 0 && !Fits(task))
                {
                    slot++;
                    continue;
                }

                _eligibleCount--;
                Array.Copy(_eligible, slot + 1, _eligible, slot, _eligibleCount - slot);
                _rank[task] = -1;
                Starts[task] = time;
                Blockers[task] = BlockerOf(task, time, durations, ended);
                if (duration > 0)
                {
                    Book(task, -1);
                    _events.Enqueue(task, time + duration);
                }
                else
                {
                    Release(task, time, time);
                }

                if (time + duration >= makespan)
                    (makespan, Last) = (time + duration, task);
            }

            if (!_events.TryDequeue(out int next, out double at))
                return makespan;
            time = at;
            do
            {
                if (next >= 0)
                {
                    ended = next;
                    Book(next, 1);
                    Release(next, time, time);
                }
                else
                {
                    Admit(~next);
                }
            }
            while (_events.TryPeek(out next, out at) && at <= time && _events.TryDequeue(out _, out _));
        }
    }

    private void Prepare(int[] list)
    {
        _problem.Capacities.CopyTo(_free, 0);
        _events.Clear();
        _eligibleCount = 0;
        for (int place = 0; place < list.Length; place++)
            _rank[list[place]] = place;
        for (int task = 0; task < _waiting.Length; task++)
        {
            _waiting[task] = _problem.Predecessors.Of(task).Length;
            _ready[task] = _problem.Releases[task];
            if (_waiting[task] == 0)
                Arrive(task, 0);
        }
    }

    private void Release(int task, double finish, double time)
    {
        ReadOnlySpan<int> successors = _problem.Successors.Of(task);
        ReadOnlySpan<long> lags = _problem.Successors.LagsOf(task);
        for (int i = 0; i < successors.Length; i++)
        {
            int successor = successors[i];
            _ready[successor] = Math.Max(_ready[successor], finish + lags[i]);
            if (--_waiting[successor] == 0)
                Arrive(successor, time);
        }
    }

    private void Arrive(int task, double time)
    {
        if (_ready[task] <= time)
            Admit(task);
        else
            _events.Enqueue(~task, _ready[task]);
    }

    /// <summary>Adds the task to the eligible ones, which are kept by rank.</summary>
    private void Admit(int task)
    {
        int rank = _rank[task];
        int slot = _eligibleCount++;
        while (slot > 0 && _rank[_eligible[slot - 1]] > rank)
        {
            _eligible[slot] = _eligible[slot - 1];
            slot--;
        }

        _eligible[slot] = task;
    }

    private bool Fits(int task)
    {
        ReadOnlySpan<int> demands = _problem.Demands.AsSpan(task * _resources, _resources);
        ReadOnlySpan<int> free = _free;
        for (int resource = 0; resource < demands.Length; resource++)
        {
            if (demands[resource] > free[resource])
                return false;
        }

        return true;
    }

    private void Book(int task, int sign)
    {
        ReadOnlySpan<int> demands = _problem.Demands.AsSpan(task * _resources, _resources);
        for (int resource = 0; resource < demands.Length; resource++)
            _free[resource] += sign * demands[resource];
    }

    /// <summary>A predecessor that ended just now, or else whatever ended just now: that freed the resource or moved the head of the list.</summary>
    private int BlockerOf(int task, double time, ReadOnlySpan<double> durations, int ended)
    {
        ReadOnlySpan<int> predecessors = _problem.Predecessors.Of(task);
        ReadOnlySpan<long> lags = _problem.Predecessors.LagsOf(task);
        for (int i = 0; i < predecessors.Length; i++)
        {
            if (Starts[predecessors[i]] + durations[predecessors[i]] + lags[i] >= time)
                return predecessors[i];
        }

        return _ready[task] >= time ? -1 : ended;
    }
}
