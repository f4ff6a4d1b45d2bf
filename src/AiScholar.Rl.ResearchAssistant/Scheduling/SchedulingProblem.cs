namespace AiScholar.Rl.ResearchAssistant;

/// <summary>
/// A resource-constrained project scheduling problem (RCPSP) in packed arrays: what the search loops read. Tasks and resources are indices,
/// times are whole units of <see cref="UnitTicks"/> from the project's start.
/// </summary>
/// <remarks>Immutable once built, so it can be shared between threads; the compressed rows follow the usual offsets/values layout.</remarks>
internal sealed class SchedulingProblem
{
    private SchedulingProblem? _mirror;

    /// <summary>Number of tasks.</summary>
    public required int TaskCount { get; init; }

    /// <summary>Length of one time unit in ticks of 100 ns.</summary>
    public long UnitTicks { get; init; } = 1;

    /// <summary>Duration of each task, in units, at least 0.</summary>
    public required long[] Durations { get; init; }

    /// <summary>Predecessors of each task, with the least time from the predecessor's finish to the task's start.</summary>
    public required PrecedenceRows Predecessors { get; init; }

    /// <summary>Successors of each task, with the same lags.</summary>
    public required PrecedenceRows Successors { get; init; }

    /// <summary>Tasks so ordered that each comes after its predecessors; ties in the given order.</summary>
    public required int[] TopologicalOrder { get; init; }

    /// <summary>Capacity of each renewable resource.</summary>
    public required int[] Capacities { get; init; }

    /// <summary>What each task holds of each resource while it runs, row by row (task x resource).</summary>
    public required int[] Demands { get; init; }

    /// <summary>Earliest permitted start of each task, in units.</summary>
    public required long[] Releases { get; init; }

    /// <summary>Latest wanted finish of each task, in units; <see cref="long.MaxValue"/> for none. Missing it costs lateness, not feasibility.</summary>
    public required long[] DueTimes { get; init; }

    /// <summary>Number of renewable resources.</summary>
    public int ResourceCount => Capacities.Length;

    /// <summary>Whether some task has a due time.</summary>
    public required bool HasDueTimes { get; init; }

    /// <summary>No schedule built task by task ends later than this.</summary>
    public required long Horizon { get; init; }

    /// <summary>The same project run backwards: successors become predecessors, release times are dropped.</summary>
    public SchedulingProblem Mirror => _mirror ??= new SchedulingProblem
    {
        TaskCount = TaskCount,
        UnitTicks = UnitTicks,
        Durations = Durations,
        Predecessors = Successors,
        Successors = Predecessors,
        TopologicalOrder = [.. TopologicalOrder.Reverse()],
        Capacities = Capacities,
        Demands = Demands,
        Releases = new long[TaskCount],
        DueTimes = DueTimes,
        HasDueTimes = false,
        Horizon = Horizon,
    };

    /// <summary>What <paramref name="task"/> holds of each resource.</summary>
    public ReadOnlySpan<int> DemandsOf(int task) => Demands.AsSpan(task * ResourceCount, ResourceCount);
}
