namespace AiScholar.Rl;

/// <summary>A way through a process: sessions with the same activities in the same order.</summary>
public sealed record ProcessVariant
{
    /// <summary>The activities.</summary>
    public required IReadOnlyList<string> Activities { get; init; }

    /// <summary>How many sessions go this way.</summary>
    public required long Count { get; init; }

    /// <summary>One of them.</summary>
    public required string ExampleSessionId { get; init; }
}
