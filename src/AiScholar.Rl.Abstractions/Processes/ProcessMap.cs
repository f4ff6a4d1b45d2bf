namespace AiScholar.Rl;

/// <summary>What sessions show of a process: what follows what, how often and after how long, which ways are taken, what is done again, who hands over to whom.</summary>
public sealed record ProcessMap
{
    /// <summary>Number of sessions.</summary>
    public required long SessionCount { get; init; }

    /// <summary>Number of activities done in all sessions.</summary>
    public required long EventCount { get; init; }

    /// <summary>The activities, the most frequent first.</summary>
    public required IReadOnlyList<ProcessActivity> Activities { get; init; }

    /// <summary>Which activity directly follows which: the directly-follows graph, the most frequent first.</summary>
    public required IReadOnlyList<ProcessEdge> Edges { get; init; }

    /// <summary>The ways through, the most frequent first.</summary>
    public required IReadOnlyList<ProcessVariant> Variants { get; init; }

    /// <summary>Who does the next activity after whom: the handover-of-work network, the most frequent first.</summary>
    public required IReadOnlyList<WorkHandover> Handovers { get; init; }

    /// <summary>The edges on which most time is lost in all, the worst first; empty without times.</summary>
    public IReadOnlyList<ProcessEdge> Bottlenecks { get; init; } = [];

    /// <summary>The part of the sessions that do some activity more than once, 0 to 1.</summary>
    public double ReworkShare { get; init; }

    /// <summary>The largest number by which a count here may be too low; 0 for exact ones. A stream of bounded memory forgets what is rare.</summary>
    public long CountError { get; init; }
}
