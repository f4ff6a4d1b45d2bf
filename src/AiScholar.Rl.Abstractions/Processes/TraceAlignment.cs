namespace AiScholar.Rl;

/// <summary>How sessions of one kind and a model agree, step by step, at the least cost.</summary>
public sealed record TraceAlignment
{
    /// <summary>The steps.</summary>
    public required IReadOnlyList<AlignmentMove> Moves { get; init; }

    /// <summary>The number of moves that only the session or only the model makes, silent ones not counted.</summary>
    public required int Cost { get; init; }

    /// <summary>1 less the cost as a part of the cost of agreeing in nothing, 0 to 1.</summary>
    public required double Fitness { get; init; }

    /// <summary>How many sessions are of this kind.</summary>
    public required int SessionCount { get; init; }

    /// <summary>One of them.</summary>
    public required string ExampleSessionId { get; init; }
}
