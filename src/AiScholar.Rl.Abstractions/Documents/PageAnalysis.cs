namespace AiScholar.Rl;

/// <summary>What was understood of one page.</summary>
public sealed record PageAnalysis
{
    /// <summary>The page as read.</summary>
    public required DocumentPage Page { get; init; }

    /// <summary>Its elements in reading order.</summary>
    public required IReadOnlyList<VisualElement> Elements { get; init; }

    /// <summary>Relationships within the page.</summary>
    public IReadOnlyList<CrossModalRelationship> Relationships { get; init; } = [];

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
