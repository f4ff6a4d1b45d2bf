namespace AiScholar.Rl;

/// <summary>What past sessions show.</summary>
public sealed record WorkflowPatterns
{
    /// <summary>The patterns, strongest first.</summary>
    public required IReadOnlyList<WorkflowPattern> Patterns { get; init; }

    /// <summary>How much to trust them as a whole, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>The domain they come from; null for several or none.</summary>
    public string? Domain { get; init; }

    /// <summary>Where they apply.</summary>
    public required ApplicabilityScope ApplicabilityScope { get; init; }

    /// <summary>What went less than well.</summary>
    public IReadOnlyList<ResultIssue> Issues { get; init; } = [];
}
