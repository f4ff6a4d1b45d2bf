namespace AiScholar.Rl;

/// <summary>The situation a person is in.</summary>
public sealed record UserContext
{
    /// <summary>The person's id in the host; null when anonymous.</summary>
    public string? UserId { get; init; }

    /// <summary>The tenant; empty in a single-tenant host.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>What the person is doing, such as <c>literature-review</c>.</summary>
    public string? CurrentTask { get; init; }

    /// <summary>The research domain, such as <c>machine-learning</c>.</summary>
    public string? ResearchDomain { get; init; }

    /// <summary>What the person did lately, oldest first.</summary>
    public IReadOnlyList<UserAction> RecentActions { get; init; } = [];

    /// <summary>The session, or null.</summary>
    public string? SessionId { get; init; }

    /// <summary>Further features for policies.</summary>
    public FeatureSet Features { get; init; } = FeatureSet.Empty;

    /// <summary>When; null for now.</summary>
    public DateTimeOffset? Timestamp { get; init; }
}
