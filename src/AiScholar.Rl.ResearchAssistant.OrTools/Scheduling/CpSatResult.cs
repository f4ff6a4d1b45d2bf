namespace AiScholar.Rl.ResearchAssistant.OrTools;

/// <summary>What CP-SAT found.</summary>
internal sealed record CpSatResult
{
    /// <summary>How it ended, in its own word.</summary>
    public required string Status { get; init; }

    /// <summary>Start of each task in its best schedule, in the model's units; null when it found none.</summary>
    public required long[]? Starts { get; init; }

    /// <summary>No schedule ends sooner than this, in the problem's units; 0 when it proves nothing.</summary>
    public required long LowerBound { get; init; }

    /// <summary>Whether its schedule is proven best.</summary>
    public required bool IsProven { get; init; }

    /// <summary>How many of the problem's units the model's unit stands for.</summary>
    public required long Scale { get; init; }
}
