namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// A profile with one 64-bit word a time unit: four lanes of 16 bits, the top bit of each lane a guard. One subtraction compares all four
/// resources at once, because a lane that lacks capacity borrows its guard bit away.
/// </summary>
/// <remarks>For up to four resources with capacities below 2^15 and short horizons; <see cref="EventProfile"/> takes the rest.</remarks>
internal struct PackedProfile : IResourceProfile
{
    private const ulong Guards = 0x8000_8000_8000_8000;
    private const int MaxHorizon = 1 << 20;
    private readonly ulong[] _free;
    private readonly ulong[] _demands;
    private readonly ulong _full;
    private int _end;

    public PackedProfile(SchedulingProblem problem)
    {
        _full = Pack(problem.Capacities);
        _demands = new ulong[problem.TaskCount];
        for (int task = 0; task < _demands.Length; task++)
            _demands[task] = Pack(problem.DemandsOf(task));
        _free = new ulong[(int)problem.Horizon + 1];
        Array.Fill(_free, _full);
    }

    /// <summary>Whether <paramref name="problem"/> fits the packed form, and time units are few enough a task for it to be the faster one.</summary>
    public static bool Fits(SchedulingProblem problem) =>
        problem.ResourceCount <= 4
        && problem.Horizon <= Math.Min(MaxHorizon, 256L * (problem.TaskCount + 16))
        && problem.Capacities.All(capacity => capacity <= short.MaxValue);

    public void Clear()
    {
        _free.AsSpan(0, _end).Fill(_full);
        _end = 0;
    }

    public long Place(int task, long earliest, long duration)
    {
        ulong demand = _demands[task];
        if (demand == 0 || duration == 0)
            return earliest;
        Span<ulong> free = _free;
        int length = (int)duration;
        int start = (int)earliest;
        int known = start;
        while (true)
        {
            // Backwards, so that one clash skips every start that would run into it; [start, known) is known to be free.
            int end = start + length;
            int at = end - 1;
            while (at >= known && (((free[at] | Guards) - demand) & Guards) == Guards)
                at--;
            if (at < known)
                break;
            known = end;
            start = at + 1;
        }

        foreach (ref ulong word in free.Slice(start, length))
            word -= demand;
        _end = Math.Max(_end, start + length);
        return start;
    }

    private static ulong Pack(ReadOnlySpan<int> amounts)
    {
        ulong word = 0;
        for (int resource = 0; resource < amounts.Length; resource++)
            word |= (ulong)amounts[resource] << (16 * resource);
        return word;
    }
}
