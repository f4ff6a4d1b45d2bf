namespace AiScholar.Rl;

/// <summary>Something that went less than well and did not cost the call: part of every result.</summary>
public sealed record ResultIssue
{
    /// <summary>What happened.</summary>
    public required AdvancedRlErrorCode Code { get; init; }

    /// <summary>How much it matters to the result.</summary>
    public IssueSeverity Severity { get; init; } = IssueSeverity.Warning;

    /// <summary>One sentence for a developer; never text of the user's document or a user id.</summary>
    public required string Message { get; init; }

    /// <summary>The extension or component it comes from, by name.</summary>
    public string? Source { get; init; }

    /// <summary>The page it concerns (from 1), or null.</summary>
    public int? PageNumber { get; init; }
}
