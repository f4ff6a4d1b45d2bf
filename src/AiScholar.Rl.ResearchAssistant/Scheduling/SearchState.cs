namespace AiScholar.Rl.ResearchAssistant;

/// <summary>What the parts of one search share: the problem, the budget, the bound and the best schedule so far. One thread at a time.</summary>
internal sealed class SearchState
{
    private const int MinPatience = 20_000;

    private readonly Action<ScheduleCost, LowerBound, long>? _onBetter;
    private readonly long[] _mirrored;
    private readonly BoundImprovement _improvement;

    public SearchState(SchedulingProblem problem, SearchBudget budget, int seed, Action<ScheduleCost, LowerBound, long>? onBetter)
    {
        Problem = problem;
        Budget = budget;
        _onBetter = onBetter;
        Path = new CriticalPath(problem);
        Bound = LowerBounds.Best(problem, Path);
        Best = new long[problem.TaskCount];
        _mirrored = new long[problem.TaskCount];
        _improvement = new BoundImprovement(problem, Path);
        HasReleases = problem.Releases.AsSpan().ContainsAnyExcept(0);
        Random = new SearchRandom(seed);
    }

    public SchedulingProblem Problem { get; }

    public SearchBudget Budget { get; }

    public CriticalPath Path { get; }

    /// <summary>No schedule ends sooner than this.</summary>
    public LowerBound Bound { get; private set; }

    /// <summary>Start of each task in the best schedule.</summary>
    public long[] Best { get; }

    public ScheduleCost BestCost { get; private set; } = new(long.MaxValue, long.MaxValue);

    /// <summary>Schedules built when the best one was found.</summary>
    public long BestAfter { get; private set; }

    /// <summary>See <see cref="ScheduleSearch.Patience"/>.</summary>
    public double? Patience { get; set; }

    /// <summary>Whether some task may not start at once.</summary>
    public bool HasReleases { get; }

    /// <summary>The one source of chance.</summary>
    public SearchRandom Random;

    /// <summary>Whether the bound is met or the budget spent.</summary>
    public bool MustStop => (BestCost.Lateness == 0 && BestCost.Makespan <= Bound.Makespan)
        || Budget.IsExhausted
        || Budget.Spent >= Math.Max(MinPatience, Patience * BestAfter ?? double.PositiveInfinity);

    /// <summary>How many schedules the budget still allows; a time limit is turned into schedules by the speed so far.</summary>
    public double SchedulesLeft
    {
        get
        {
            double schedules = Budget.SchedulesLeft;
            if (Budget.TimeLeft is { } left)
                schedules = Math.Min(schedules, Budget.Spent * (left / TimeSpan.FromTicks(Math.Max(1, Budget.Elapsed.Ticks))));
            return schedules;
        }
    }

    /// <summary>The part of the budget that is spent, 0 to 1; 0 without a limit.</summary>
    public double Fraction
    {
        get
        {
            double fraction = Budget.SchedulesLeft == long.MaxValue ? 0 : (double)Budget.Spent / Math.Max(1, Budget.Spent + Budget.SchedulesLeft);
            if (Budget.TimeLeft is { } left)
                fraction = Math.Max(fraction, Budget.Elapsed / (Budget.Elapsed + left + TimeSpan.FromTicks(1)));
            return Math.Min(1, fraction);
        }
    }

    /// <summary>Looks for a better bound, once, when the search has gone on for long enough to make that cheap beside it.</summary>
    public void RaiseBound()
    {
        if (_improvement.IsDue(Budget.Spent))
            Bound = _improvement.Of(Bound, BestCost.Makespan);
    }

    /// <summary>Counts a schedule, keeps it when it is the best, and returns its cost.</summary>
    public ScheduleCost Offer(ReadOnlySpan<long> starts, long makespan)
    {
        Budget.Spend(1);
        ScheduleCost cost = ScheduleCost.Of(Problem, starts, makespan);
        if (cost < BestCost)
            Keep(starts, cost);
        return cost;
    }

    /// <summary>Counts a schedule of the mirrored problem and keeps it, turned round, when it is the best; for problems without due times. Returns its length.</summary>
    /// <remarks>The length is from the first start to the end, plus what release times ask for before the first start.</remarks>
    public long OfferMirrored(ReadOnlySpan<long> starts, long makespan)
    {
        Budget.Spend(1);
        long length = makespan;
        if (HasReleases)
        {
            for (int task = 0; task < starts.Length; task++)
                length = Math.Max(length, starts[task] + Problem.Durations[task] + Problem.Releases[task]);
        }

        if (BestCost.Lateness > 0 || length < BestCost.Makespan)
        {
            for (int task = 0; task < starts.Length; task++)
                _mirrored[task] = length - starts[task] - Problem.Durations[task];
            Keep(_mirrored, new ScheduleCost(0, length));
        }

        return length;
    }

    private void Keep(ReadOnlySpan<long> starts, ScheduleCost cost)
    {
        BestCost = cost;
        BestAfter = Budget.Spent;
        starts.CopyTo(Best);
        _onBetter?.Invoke(cost, Bound, Budget.Spent);
    }
}
