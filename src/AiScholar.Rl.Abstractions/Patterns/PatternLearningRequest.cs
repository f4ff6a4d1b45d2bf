namespace AiScholar.Rl;

/// <summary>Which patterns to learn.</summary>
public sealed record PatternLearningRequest
{
    /// <summary>The least part of the sessions that must show a pattern, above 0 to 1.</summary>
    public double MinimumSupport { get; init; } = 0.1;

    /// <summary>Only patterns with no longer pattern of the same support.</summary>
    public bool ClosedOnly { get; init; } = true;

    /// <summary>The most activities in a pattern; null for no limit.</summary>
    public int? MaximumLength { get; init; }

    /// <summary>The most patterns to return, strongest first, at least 1.</summary>
    public int MaximumPatterns { get; init; } = 1000;

    /// <summary>The learner to use, by its registered name; null for all.</summary>
    public string? Learner { get; init; }
}
