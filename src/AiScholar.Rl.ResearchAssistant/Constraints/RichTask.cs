namespace AiScholar.Rl.ResearchAssistant;

/// <summary>A task, packed; times in ticks from the start of the workflow.</summary>
internal sealed record RichTask
{
    /// <summary>No limit in time.</summary>
    public const long None = long.MaxValue;

    /// <summary>The ways to do it, at least one; in the order of the workflow, without those that are impossible.</summary>
    public required RichMode[] Modes { get; init; }

    /// <summary>What it does in breaks.</summary>
    public required BreakBehavior Breaks { get; init; }

    /// <summary>Its set-up family; -1 for none.</summary>
    public required int Family { get; init; }

    /// <summary>Earliest start.</summary>
    public required long Release { get; init; }

    /// <summary>Latest end that must hold; <see cref="None"/>.</summary>
    public required long HardDeadline { get; init; }

    /// <summary>Latest wanted end; <see cref="None"/>.</summary>
    public required long Deadline { get; init; }

    /// <summary>What weighted tardiness counts from; <see cref="None"/>.</summary>
    public required long Due { get; init; }

    /// <summary>Weight of its tardiness.</summary>
    public required double Weight { get; init; }

    /// <summary>Start in the host's plan; -1 for none.</summary>
    public required long Planned { get; init; }

    /// <summary>What doing it is worth.</summary>
    public required double Value { get; init; }

    /// <summary>Ties to earlier tasks.</summary>
    public required RichTie[] Ties { get; init; }

    /// <summary>How it runs when it has started; null when it has not.</summary>
    public RichFrozen? Frozen { get; init; }
}

/// <summary>A tie to the task that comes first; <paramref name="Max"/> is <see cref="RichTask.None"/> without a limit.</summary>
internal readonly record struct RichTie(int First, DependencyType Type, long Min, long Max);

/// <summary>A task that has started: it stays where it is.</summary>
internal sealed record RichFrozen(int Mode, long Start, long End, int[] People);
