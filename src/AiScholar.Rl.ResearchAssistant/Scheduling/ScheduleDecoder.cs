namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// Serial schedule generation: takes the tasks in the order of a precedence-feasible list and starts each as early as its predecessors,
/// its release time and the resources allow. Every active schedule is made by some list, so some list makes an optimal one.
/// </summary>
/// <remarks>Kelley, "The critical-path method: resources planning and scheduling" (1963); Kolisch, EJOR 90 (1996). Holds working memory: one thread at a time.</remarks>
internal abstract class ScheduleDecoder
{
    /// <summary>Writes the start of each task into <paramref name="starts"/> and returns the makespan.</summary>
    public abstract long Decode(ReadOnlySpan<int> list, Span<long> starts);

    /// <summary>As <see cref="Decode(ReadOnlySpan{int}, Span{long})"/>, with other release times than the problem's own.</summary>
    public abstract long Decode(ReadOnlySpan<int> list, Span<long> starts, ReadOnlySpan<long> releases);

    /// <summary>The decoder with the profile that suits <paramref name="problem"/>.</summary>
    public static ScheduleDecoder For(SchedulingProblem problem) => PackedProfile.Fits(problem)
        ? new ScheduleDecoder<PackedProfile>(problem, new PackedProfile(problem))
        : new ScheduleDecoder<EventProfile>(problem, new EventProfile(problem));
}

/// <summary>The decoder over one kind of profile.</summary>
internal sealed class ScheduleDecoder<TProfile>(SchedulingProblem problem, TProfile profile) : ScheduleDecoder
    where TProfile : struct, IResourceProfile
{
    private readonly long[] _finishes = new long[problem.TaskCount];
    private TProfile _profile = profile;

    public override long Decode(ReadOnlySpan<int> list, Span<long> starts) => Decode(list, starts, problem.Releases);

    public override long Decode(ReadOnlySpan<int> list, Span<long> starts, ReadOnlySpan<long> releases)
    {
        _profile.Clear();
        long makespan = 0;
        long[] finishes = _finishes;
        foreach (int task in list)
        {
            long earliest = releases[task];
            ReadOnlySpan<int> predecessors = problem.Predecessors.Of(task);
            ReadOnlySpan<long> lags = problem.Predecessors.LagsOf(task);
            for (int i = 0; i < predecessors.Length; i++)
                earliest = Math.Max(earliest, finishes[predecessors[i]] + lags[i]);
            long start = _profile.Place(task, earliest, problem.Durations[task]);
            long finish = start + problem.Durations[task];
            starts[task] = start;
            finishes[task] = finish;
            makespan = Math.Max(makespan, finish);
        }

        return makespan;
    }
}
