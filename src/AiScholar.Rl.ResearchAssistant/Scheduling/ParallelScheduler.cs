namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Parallel schedule generation: goes forward in time and, at each time at which something ends, starts what is eligible and fits, best key first, until nothing
/// fits. It makes non-delay schedules: better on average than those of the serial scheme when resources are scarce, though the best may not be among them.
/// </summary>
/// <remarks>
/// Kolisch, "Serial and parallel resource-constrained project scheduling methods revisited", EJOR 90 (1996). With a bias, the task is drawn at random with weights
/// (worst key - key + 1)^bias (regret-based biased random sampling: Drexl 1991). Holds working memory: one thread at a time.
/// </remarks>
internal sealed class ParallelScheduler(SchedulingProblem problem)
{
    private readonly int[] _free = new int[problem.ResourceCount];
    private readonly int[] _waiting = new int[problem.TaskCount];
    private readonly long[] _ready = new long[problem.TaskCount];
    private readonly PriorityQueue<int, long> _running = new();
    private readonly PriorityQueue<int, (long Time, int Task)> _arriving = new();
    private readonly List<int> _eligible = [];
    private readonly List<int> _fitting = [];
    private readonly List<double> _weights = [];

    /// <summary>Writes the start of each task and returns the makespan; smallest key first, ties to the lower index.</summary>
    public long Build(ReadOnlySpan<long> keys, Span<long> starts)
    {
        var unused = default(SearchRandom);
        return Build(keys, starts, null, ref unused);
    }

    /// <summary>Writes the start of each task and returns the makespan; tasks are drawn with weights by the regret of their keys to the power <paramref name="bias"/>.</summary>
    public long Build(ReadOnlySpan<long> keys, Span<long> starts, double? bias, ref SearchRandom random)
    {
        problem.Capacities.CopyTo(_free, 0);
        _running.Clear();
        _arriving.Clear();
        _eligible.Clear();
        for (int task = 0; task < _waiting.Length; task++)
        {
            _waiting[task] = problem.Predecessors.Of(task).Length;
            _ready[task] = problem.Releases[task];
            if (_waiting[task] == 0)
                _arriving.Enqueue(task, (_ready[task], task));
        }

        long makespan = 0;
        long time = 0;
        while (true)
        {
            while (_running.TryPeek(out int ended, out long end) && end <= time)
            {
                _running.Dequeue();
                Take(ended, -1);
            }

            Admit(time);
            FillFitting();
            while (_fitting.Count > 0)
            {
                int task = _fitting[bias is { } power ? Draw(keys, power, ref random) : Least(keys)];
                _eligible.Remove(task);
                starts[task] = time;
                long finish = time + problem.Durations[task];
                makespan = Math.Max(makespan, finish);
                if (finish > time)
                {
                    Take(task, 1);
                    _running.Enqueue(task, finish);
                }

                Release(task, finish);
                Admit(time);
                FillFitting();
            }

            bool isRunning = _running.TryPeek(out _, out long next);
            if (_arriving.TryPeek(out _, out (long Time, int Task) arrival))
                next = isRunning ? Math.Min(next, arrival.Time) : arrival.Time;
            else if (!isRunning)
                return makespan;
            time = next;
        }
    }

    private void Release(int task, long finish)
    {
        ReadOnlySpan<int> successors = problem.Successors.Of(task);
        ReadOnlySpan<long> lags = problem.Successors.LagsOf(task);
        for (int i = 0; i < successors.Length; i++)
        {
            int successor = successors[i];
            _ready[successor] = Math.Max(_ready[successor], finish + lags[i]);
            if (--_waiting[successor] == 0)
                _arriving.Enqueue(successor, (_ready[successor], successor));
        }
    }

    private void Admit(long time)
    {
        while (_arriving.TryPeek(out int task, out (long Time, int Task) arrival) && arrival.Time <= time)
        {
            _arriving.Dequeue();
            _eligible.Add(task);
        }
    }

    private void Take(int task, int sign)
    {
        ReadOnlySpan<int> demands = problem.DemandsOf(task);
        for (int resource = 0; resource < demands.Length; resource++)
            _free[resource] -= sign * demands[resource];
    }

    private void FillFitting()
    {
        _fitting.Clear();
        foreach (int task in _eligible)
        {
            if (problem.Durations[task] == 0 || Fits(task))
                _fitting.Add(task);
        }
    }

    private bool Fits(int task)
    {
        ReadOnlySpan<int> demands = problem.DemandsOf(task);
        for (int resource = 0; resource < demands.Length; resource++)
        {
            if (demands[resource] > _free[resource])
                return false;
        }

        return true;
    }

    private int Least(ReadOnlySpan<long> keys)
    {
        int least = 0;
        for (int slot = 1; slot < _fitting.Count; slot++)
        {
            int task = _fitting[slot];
            int best = _fitting[least];
            if (keys[task] < keys[best] || (keys[task] == keys[best] && task < best))
                least = slot;
        }

        return least;
    }

    private int Draw(ReadOnlySpan<long> keys, double bias, ref SearchRandom random)
    {
        if (_fitting.Count == 1)
            return 0;
        long worst = long.MinValue;
        foreach (int task in _fitting)
            worst = Math.Max(worst, keys[task]);
        double total = 0;
        _weights.Clear();
        foreach (int task in _fitting)
        {
            double weight = Math.Pow(worst - keys[task] + 1.0, bias);
            total += weight;
            _weights.Add(weight);
        }

        double at = random.NextDouble() * total;
        for (int slot = 0; slot < _weights.Count; slot++)
        {
            at -= _weights[slot];
            if (at < 0)
                return slot;
        }

        return _weights.Count - 1;
    }
}
