namespace AiScholar.Rl.ResearchAssistant;

/// <summary>How bad a schedule is: first by how much it misses due times in all, then by when it ends.</summary>
internal readonly record struct ScheduleCost(long Lateness, long Makespan) : IComparable<ScheduleCost>
{
    public int CompareTo(ScheduleCost other) =>
        Lateness != other.Lateness ? Lateness.CompareTo(other.Lateness) : Makespan.CompareTo(other.Makespan);

    public static bool operator <(ScheduleCost left, ScheduleCost right) => left.CompareTo(right) < 0;

    public static bool operator >(ScheduleCost left, ScheduleCost right) => left.CompareTo(right) > 0;

    public static bool operator <=(ScheduleCost left, ScheduleCost right) => left.CompareTo(right) <= 0;

    public static bool operator >=(ScheduleCost left, ScheduleCost right) => left.CompareTo(right) >= 0;

    /// <summary>The cost of a schedule of <paramref name="problem"/>.</summary>
    public static ScheduleCost Of(SchedulingProblem problem, ReadOnlySpan<long> starts, long makespan)
    {
        long lateness = 0;
        if (problem.HasDueTimes)
        {
            for (int task = 0; task < starts.Length; task++)
                lateness += Math.Max(0, starts[task] + problem.Durations[task] - problem.DueTimes[task]);
        }

        return new ScheduleCost(lateness, makespan);
    }
}
