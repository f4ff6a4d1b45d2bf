namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Double justification: shifts every task as far right as it goes, latest finish first, then as far left as it goes, earliest start first.
/// The makespan never grows and often shrinks, at the price of two schedules.
/// </summary>
/// <remarks>Valls, Ballestin and Quintanilla, "Justification and RCPSP: a technique that pays", EJOR 165 (2005). Holds working memory: one thread at a time.</remarks>
internal sealed class DoubleJustification
{
    /// <summary>Schedules that one application builds.</summary>
    public const int Schedules = 2;

    private readonly SchedulingProblem _problem;
    private readonly ScheduleDecoder _left;
    private readonly ScheduleDecoder _right;
    private readonly TaskListSorter _sorter;
    private readonly TaskListSorter _mirrorSorter;
    private readonly long[] _mirrored;
    private readonly long[] _releases;
    private readonly int[] _list;

    public DoubleJustification(SchedulingProblem problem, ScheduleDecoder decoder)
    {
        _problem = problem;
        _left = decoder;
        _right = ScheduleDecoder.For(problem.Mirror);
        _sorter = new TaskListSorter(problem);
        _mirrorSorter = new TaskListSorter(problem.Mirror);
        _mirrored = new long[problem.TaskCount];
        _releases = new long[problem.TaskCount];
        _list = new int[problem.TaskCount];
    }

    /// <summary>Replaces the schedule in <paramref name="starts"/> by its double justification and returns the new makespan; <paramref name="list"/> becomes the list that makes it.</summary>
    public long Apply(Span<long> starts, long makespan, Span<int> list)
    {
        ReadOnlySpan<long> durations = _problem.Durations;
        for (int task = 0; task < _mirrored.Length; task++)
        {
            _mirrored[task] = makespan - starts[task] - durations[task];
            // A task due before the end may not drift right past its due time.
            if (_problem.HasDueTimes)
                _releases[task] = Math.Max(0, makespan - _problem.DueTimes[task]);
        }

        _mirrorSorter.Sort(_mirrored, _list);
        long mirrorMakespan = _right.Decode(_list, _mirrored, _releases);
        for (int task = 0; task < _mirrored.Length; task++)
            _mirrored[task] = mirrorMakespan - _mirrored[task] - durations[task];
        _sorter.Sort(_mirrored, list);
        return _left.Decode(list, starts);
    }
}
