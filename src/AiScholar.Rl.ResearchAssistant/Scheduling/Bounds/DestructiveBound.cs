namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Destructive improvement: assumes that the project ends by some time and narrows the tasks' windows; when nothing is left, the project takes longer. The largest
/// time so refuted, plus one, is a bound.
/// </summary>
/// <remarks>
/// Klein and Scholl, "Computing lower bounds by destructive improvement: an application to resource-constrained project scheduling", EJOR 112 (1999), with immediate
/// selection (Carlier and Pinson 1989) for tasks that only a resource keeps apart, energetic reasoning on each resource and on redundant ones, and shaving of windows
/// (Martin and Shmoys, IPCO 1996) when asked for. Holds working memory: one thread at a time.
/// </remarks>
internal sealed class DestructiveBound
{
    private const int MaxRounds = 30;

    private readonly SchedulingProblem _problem;
    private readonly CriticalPath _path;
    private readonly EnergeticReasoning[] _shared;
    private readonly (int First, int Second)[] _pairs;
    private readonly TimeWindows _windows;

    public DestructiveBound(SchedulingProblem problem, CriticalPath path, TaskConflicts conflicts)
    {
        (_problem, _path) = (problem, path);
        _windows = new TimeWindows(problem);
        IReadOnlyList<SharedCapacity> shared = SharedCapacity.Of(problem, conflicts);
        _shared = [.. shared.Select(one => new EnergeticReasoning(problem, one))];
        var pairs = new List<(int, int)>();
        for (int first = 0; first < problem.TaskCount; first++)
        {
            for (int second = first + 1; second < problem.TaskCount; second++)
            {
                if (conflicts.AreUnordered(first, second))
                    pairs.Add((first, second));
            }
        }

        _pairs = [.. pairs];
    }

    /// <summary>Windows of the last time that was not refuted.</summary>
    public TimeWindows Windows => _windows;

    /// <summary>The best bound from <paramref name="low"/>, a bound already, to <paramref name="high"/>, the length of a schedule.</summary>
    public long Improve(long low, long high)
    {
        if (low >= high || !EnergeticReasoning.Fits(_problem, high))
            return low;
        // One below what is known first: when that is refuted, the schedule is best.
        if (Refutes(high - 1))
            return high;
        long possible = high - 1;
        while (low < possible)
        {
            long middle = low + ((possible - low) / 2);
            if (Refutes(middle))
                low = middle + 1;
            else
                possible = middle;
        }

        return low;
    }

    /// <summary>Whether no schedule ends by <paramref name="end"/>; else <see cref="Windows"/> holds what such a schedule keeps to.</summary>
    public bool Refutes(long end)
    {
        _windows.Reset(_path, end);
        return !Narrow();
    }

    private bool Narrow()
    {
        for (int round = 0; round < MaxRounds && _windows.IsPossible; round++)
        {
            _windows.HasChanged = false;
            Select();
            _windows.Propagate();
            foreach (EnergeticReasoning shared in _shared)
            {
                if (!_windows.IsPossible || !shared.Narrow(_windows))
                    return false;
            }

            _windows.Propagate();
            if (!_windows.HasChanged)
                break;
        }

        return _windows.IsPossible;
    }

    /// <summary>Of two tasks that cannot overlap, one that cannot come first comes second.</summary>
    private void Select()
    {
        foreach ((int first, int second) in _pairs)
        {
            bool mayLead = _windows.Starts[first] + _problem.Durations[first] + _problem.Durations[second] <= _windows.Ends[second];
            bool mayFollow = _windows.Starts[second] + _problem.Durations[second] + _problem.Durations[first] <= _windows.Ends[first];
            if (!mayFollow)
                Order(first, second);
            if (!mayLead)
                Order(second, first);
        }
    }

    private void Order(int first, int second)
    {
        _windows.StartFrom(second, _windows.Starts[first] + _problem.Durations[first]);
        _windows.EndBy(first, _windows.Ends[second] - _problem.Durations[second]);
    }
}
