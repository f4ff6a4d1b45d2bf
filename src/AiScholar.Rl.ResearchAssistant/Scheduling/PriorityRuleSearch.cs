namespace AiScholar.Rl.ResearchAssistant;

/// <summary>Builds the schedules of the priority rules, serial and parallel, forwards and, where nothing is due, backwards, and justifies the best.</summary>
internal sealed class PriorityRuleSearch(SearchState state)
{
    private static readonly PriorityRule[] Rules =
        [PriorityRule.LatestFinishTime, PriorityRule.LatestStartTime, PriorityRule.MostTotalSuccessors, PriorityRule.GreatestRankPositionalWeight];

    private readonly long[] _starts = new long[state.Problem.TaskCount];
    private readonly int[] _list = new int[state.Problem.TaskCount];

    /// <summary>The best of the rules and of <paramref name="firstList"/>.</summary>
    public ScheduleSearchResult Run(ReadOnlySpan<int> firstList)
    {
        SchedulingProblem problem = state.Problem;
        ScheduleDecoder decoder = ScheduleDecoder.For(problem);
        state.Offer(_starts, decoder.Decode(firstList, _starts));
        Try(problem, decoder, isMirrored: false);
        if (!problem.HasDueTimes)
            Try(problem.Mirror, ScheduleDecoder.For(problem.Mirror), isMirrored: true);
        if (!state.MustStop)
        {
            state.Best.CopyTo(_starts, 0);
            long makespan = new DoubleJustification(problem, decoder).Apply(_starts, state.BestCost.Makespan, _list);
            state.Budget.Spend(DoubleJustification.Schedules - 1);
            state.Offer(_starts, makespan);
        }

        return new ScheduleSearchResult
        {
            Starts = state.Best,
            Cost = state.BestCost,
            Bound = state.Bound,
            Schedules = state.Budget.Spent,
            BestAfter = state.BestAfter,
        };
    }

    private void Try(SchedulingProblem problem, ScheduleDecoder decoder, bool isMirrored)
    {
        var path = new CriticalPath(problem);
        var parallel = new ParallelScheduler(problem);
        foreach (PriorityRule rule in Rules)
        {
            if (state.MustStop)
                return;
            long[] keys = PriorityKeys.Of(rule, problem, path);
            TopologicalSort.ByKey(problem.Predecessors, problem.Successors, keys, _list);
            Offer(decoder.Decode(_list, _starts), isMirrored);
            Offer(parallel.Build(keys, _starts), isMirrored);
        }
    }

    private void Offer(long makespan, bool isMirrored)
    {
        if (isMirrored)
            state.OfferMirrored(_starts, makespan);
        else
            state.Offer(_starts, makespan);
    }
}
