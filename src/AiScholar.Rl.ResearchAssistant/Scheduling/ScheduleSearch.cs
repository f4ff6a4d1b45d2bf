namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Anytime search for a short schedule: the given list first, then a genetic search that runs until the budget is spent: <see cref="BidirectionalSearch"/>,
/// or <see cref="JustifiedSearch"/> for problems with due times, which a schedule built backwards cannot weigh.
/// </summary>
/// <remarks>The same seed and number of schedules give the same schedule; a time limit does not promise that. One search an instance, on one thread.</remarks>
internal sealed class ScheduleSearch
{
    private readonly SchedulingProblem _problem;
    private readonly SearchState _state;

    public ScheduleSearch(SchedulingProblem problem, SearchBudget budget, int seed, Action<ScheduleCost, LowerBound, long>? onBetter = null)
    {
        _problem = problem;
        _state = new SearchState(problem, budget, seed, onBetter);
    }

    /// <summary>Stop, too, when so many times the schedules that led to the best one, but no fewer than 20,000, have been built; null to go on until the budget is spent.</summary>
    public double? Patience
    {
        get => _state.Patience;
        init => _state.Patience = value;
    }

    /// <summary>Searches until the budget is spent or the bound is met, from <paramref name="firstList"/> on: the result is never worse than what that list gives.</summary>
    /// <remarks>At least one schedule is built, whatever the budget.</remarks>
    public ScheduleSearchResult Run(ReadOnlySpan<int> firstList)
    {
        if (_problem.HasDueTimes)
            new JustifiedSearch(_state).Run(firstList);
        else
            new BidirectionalSearch(_state).Run(firstList);
        return new ScheduleSearchResult
        {
            Starts = _state.Best,
            Cost = _state.BestCost,
            Bound = _state.Bound,
            Schedules = _state.Budget.Spent,
            BestAfter = _state.BestAfter,
        };
    }
}
