namespace AiScholar.Rl;

/// <summary>A piece of work that can take part in a trial.</summary>
public sealed record PracticeTrialRequest
{
    /// <summary>The practice on trial.</summary>
    public required BestPractice Practice { get; init; }

    /// <summary>What is known of the work; a practice may help in some contexts only.</summary>
    public FeatureSet Context { get; init; } = FeatureSet.Empty;

    /// <summary>Whose work it is, or null.</summary>
    public string? UserId { get; init; }

    /// <summary>The tenant; empty for none.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>An event id of the host's; null for a new one.</summary>
    public string? EventId { get; init; }
}
