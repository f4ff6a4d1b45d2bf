namespace AiScholar.Rl.Core;

/// <summary>What a line (or example) of a foreign log holds: one of a decision, a reward that found no decision, an activation, or nothing that could be read.</summary>
public sealed record DecisionLogEntry
{
    /// <summary>The line, from 1; of an example of several lines, its first.</summary>
    public required long LineNumber { get; init; }

    /// <summary>The decision, with the rewards that the log had joined to it.</summary>
    public LoggedDecision? Decision { get; init; }

    /// <summary>A reward that stands by itself; its decision is elsewhere in the log, or lost.</summary>
    public LoggedReward? Reward { get; init; }

    /// <summary>The event that this line activates.</summary>
    public string? ActivatedEventId { get; init; }

    /// <summary>The share of such decisions that the writer of the log dropped, 0 to below 1; an even share changes no estimate of a mean.</summary>
    public double DropProbability { get; init; }

    /// <summary>Why the line could not be read.</summary>
    public string? Error { get; init; }
}
