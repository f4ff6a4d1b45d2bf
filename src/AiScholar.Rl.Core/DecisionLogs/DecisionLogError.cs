namespace AiScholar.Rl.Core;

/// <summary>A line that could not be taken in.</summary>
public sealed record DecisionLogError
{
    /// <summary>The line, from 1.</summary>
    public required long LineNumber { get; init; }

    /// <summary>Why.</summary>
    public required string Reason { get; init; }
}
