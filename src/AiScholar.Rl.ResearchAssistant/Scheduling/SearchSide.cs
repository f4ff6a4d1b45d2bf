namespace AiScholar.Rl.ResearchAssistant;

/// <summary>One direction of the bidirectional search: the problem as given or mirrored, with what builds schedules of it.</summary>
internal sealed class SearchSide(SearchState state, SchedulingProblem problem, bool isMirrored)
{
    private readonly ScheduleDecoder _decoder = ScheduleDecoder.For(problem);
    private readonly ParallelScheduler _parallel = new(problem);
    private readonly TaskListSorter _sorter = new(problem.Mirror);
    private readonly ScheduleCompactness _compactness = new(problem);
    private readonly long[][] _keys = KeysOf(problem);
    private readonly long[] _mirrored = new long[problem.TaskCount];

    /// <summary>The problem in this direction.</summary>
    public SchedulingProblem Problem => problem;

    /// <summary>The serial schedule of <paramref name="list"/>.</summary>
    public void Decode(ReadOnlySpan<int> list, Individual individual)
    {
        long makespan = _decoder.Decode(list, individual.Starts);
        Finish(individual, makespan);
    }

    /// <summary>A parallel schedule by latest finish time or, as often, latest start time: drawn with <paramref name="bias"/>, or the best-first one by latest finish time when that is null.</summary>
    public void Sample(double? bias, Individual individual)
    {
        long[] keys = _keys[bias is null ? 0 : state.Random.Next(2)];
        Finish(individual, _parallel.Build(keys, individual.Starts, bias, ref state.Random));
    }

    /// <summary>Writes into the individual the list that the other direction decodes: last finish first.</summary>
    public void Order(Individual individual)
    {
        long[] durations = problem.Durations;
        long[] starts = individual.Starts;
        for (int task = 0; task < _mirrored.Length; task++)
            _mirrored[task] = individual.Length - starts[task] - durations[task];
        _sorter.Sort(_mirrored, individual.List);
    }

    private void Finish(Individual individual, long makespan)
    {
        if (isMirrored)
            individual.Length = state.OfferMirrored(individual.Starts, makespan);
        else
            state.Offer(individual.Starts, individual.Length = makespan);
        individual.Fitness = individual.Length + (0.5 * _compactness.Of(individual.Starts, individual.Length));
        individual.Hash = ScheduleHash.Of(individual.Starts);
    }

    private static long[][] KeysOf(SchedulingProblem problem)
    {
        var path = new CriticalPath(problem);
        return [PriorityKeys.Of(PriorityRule.LatestFinishTime, problem, path), PriorityKeys.Of(PriorityRule.LatestStartTime, problem, path)];
    }
}
