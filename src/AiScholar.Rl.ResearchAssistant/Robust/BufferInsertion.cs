namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Puts time before tasks so that published starts are kept.</summary>
/// <remarks>
/// The starting time criticality heuristic (STC) of Van de Vonder, Demeulemeester and Herroelen, "Proactive heuristic procedures for robust project scheduling", EJOR 189 (2008),
/// section 3.3: the criticality of a task is its weight times the probability that it cannot start as published; the most critical task whose shift by one step, with all that
/// waits for it, lowers the expected weighted delay and keeps the end in time gets one step more, until none does. Probabilities and costs are simulated
/// here, with common random numbers, where the paper bounds them; tasks whose start is kept often enough are no candidates.
/// </remarks>
internal sealed class BufferInsertion
{
    private const int Futures = 200;
    private const int Steps = 50;
    private const double Operations = 4e8;

    /// <summary>The weight of the end, in mean weights of tasks (the paper's choice).</summary>
    private const double EndWeight = 10;

    private readonly PublishedPlan _plan;
    private readonly ScenarioSet _futures;
    private readonly double[] _weights;
    private readonly double _keep;
    private readonly double _until;
    private readonly long _step;
    private long _evaluations;

    /// <param name="plan">The links that are kept.</param>
    /// <param name="futures">What may happen.</param>
    /// <param name="weights">What a unit of delay of each task costs.</param>
    /// <param name="keep">The probability that is enough.</param>
    /// <param name="until">When all must have ended as published, in units; later ends cost.</param>
    public BufferInsertion(PublishedPlan plan, ScenarioSet futures, double[] weights, double keep, double until)
    {
        (_plan, _futures, _weights, _keep, _until) = (plan, futures, weights, keep, until);
        _step = Math.Max(1, (long)(until / Steps));
        _evaluations = (long)(Operations / Math.Max(1, (double)weights.Length * futures.Count));
    }

    /// <summary>How many futures buffers are sized by.</summary>
    public static int FutureCount(int scenarios) => Math.Min(Futures, scenarios);

    /// <summary>The published starts with buffers, and what was put before each task.</summary>
    public (long[] Starts, long[] Buffers) Run(long[] starts)
    {
        var buffers = new long[starts.Length];
        (double cost, double[] late) = Judge(starts);
        for (bool isBetter = true; isBetter;)
        {
            isBetter = false;
            int[] candidates = [.. Enumerable.Range(0, starts.Length)
                .Where(task => late[task] > 1 - _keep && _weights[task] > 0)
                .OrderByDescending(task => _weights[task] * late[task]).ThenBy(task => starts[task])];
            foreach (int task in candidates)
            {
                long[] shifted = _plan.Shifted(starts, task, _step);
                if (_plan.EndOf(shifted) > _until)
                    continue;
                if (_evaluations-- <= 0)
                    return (starts, buffers);
                (double newCost, double[] newLate) = Judge(shifted);
                if (newCost >= cost)
                    continue;
                (starts, cost, late) = (shifted, newCost, newLate);
                buffers[task] += _step;
                isBetter = true;
                break;
            }
        }

        return (starts, buffers);
    }

    /// <summary>The expected weighted delay, and how often each task starts late.</summary>
    private (double Cost, double[] Late) Judge(long[] starts)
    {
        var late = new double[starts.Length];
        double cost = 0, endWeight = EndWeight * _weights.DefaultIfEmpty(0).Average();
        for (int future = 0; future < _futures.Count; future++)
        {
            double makespan = _plan.Run(starts, _futures[future]);
            cost += endWeight * Math.Max(0, makespan - _until);
            for (int task = 0; task < starts.Length; task++)
            {
                double delay = _plan.Starts[task] - starts[task];
                if (delay <= 0)
                    continue;
                cost += _weights[task] * delay;
                late[task] += 1.0 / _futures.Count;
            }
        }

        return (cost / _futures.Count, late);
    }
}
