namespace AiScholar.Rl;

/// <summary>Something a person did.</summary>
public sealed record UserAction
{
    /// <summary>What kind of action.</summary>
    public required ActionType ActionType { get; init; }

    /// <summary>What it was done to, or null.</summary>
    public string? ItemId { get; init; }

    /// <summary>What came of it, such as <c>opened</c> or <c>abandoned</c>; null when unknown.</summary>
    public string? Outcome { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset Timestamp { get; init; }
}
