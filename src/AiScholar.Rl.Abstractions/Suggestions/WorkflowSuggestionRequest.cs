namespace AiScholar.Rl;

/// <summary>A workflow that a schedule is to be suggested for.</summary>
public sealed record WorkflowSuggestionRequest
{
    /// <summary>The workflow.</summary>
    public required ResearchWorkflow Workflow { get; init; }

    /// <summary>Objectives, patterns, robustness and seed of the optimization; its optimizer and budgets are chosen. Null for the defaults.</summary>
    public OptimizationRequest? Optimization { get; init; }

    /// <summary>What else is known that may matter, such as how urgent it is; joined to the features of the workflow.</summary>
    public FeatureSet Context { get; init; } = FeatureSet.Empty;

    /// <summary>Who asks, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>The tenant; empty for none.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>An event id of the host's; null for a new one.</summary>
    public string? EventId { get; init; }
}
