namespace AiScholar.Rl;

/// <summary>How a plan does when durations vary: what simulating it says.</summary>
/// <remarks>
/// The plan is a rule, not a time table: whenever something ends, the tasks are gone through in <see cref="ExecutionOrder"/> and each that may start and finds what it
/// needs starts, but none that stands more than <see cref="LookAhead"/> places behind the first task that has not started. With buffers the published starts are kept to
/// instead: a task starts when all it waits for, by order or by what it occupies, has ended, but not before its published start. All figures are of whichever it is.
/// </remarks>
public sealed record RobustnessReport
{
    /// <summary>The tasks by rank, by id.</summary>
    public required IReadOnlyList<string> ExecutionOrder { get; init; }

    /// <summary>How many places a task may overtake; 0 starts tasks strictly in order, null lets every task that fits start.</summary>
    public int? LookAhead { get; init; }

    /// <summary>The mean makespan.</summary>
    public required TimeSpan ExpectedMakespan { get; init; }

    /// <summary>Quantiles of the makespan, by probability.</summary>
    public IReadOnlyList<MakespanQuantile> Quantiles { get; init; } = [];

    /// <summary>The part of the futures in which the workflow's deadline was met; null without a deadline.</summary>
    public double? DeadlineProbability { get; init; }

    /// <summary>How much later than planned the promise is that holds with the probability of the request (0.9 when it names none); not negative.</summary>
    public TimeSpan ProjectBuffer { get; init; }

    /// <summary>How often each task was on the chain that set the makespan, most often first.</summary>
    public IReadOnlyList<TaskCriticality> Criticality { get; init; } = [];

    /// <summary>How many futures were simulated.</summary>
    public required int Scenarios { get; init; }

    /// <summary>The buffers before tasks, by published start; empty when none was asked for or none pays.</summary>
    public IReadOnlyList<TaskBuffer> Buffers { get; init; } = [];

    /// <summary>The expected delay of all tasks against their published starts, weighted by priority; null unless buffers were asked for.</summary>
    public TimeSpan? ExpectedDelay { get; init; }

    /// <summary>The same for the plan without buffers.</summary>
    public TimeSpan? ExpectedDelayWithoutBuffers { get; init; }
}
