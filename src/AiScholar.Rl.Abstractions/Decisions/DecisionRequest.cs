namespace AiScholar.Rl;

/// <summary>A question to a loop: which of these actions, in this context?</summary>
public sealed record DecisionRequest
{
    /// <summary>The tenant; empty in a single-tenant host.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The user, for per-user learning; null for an anonymous decision.</summary>
    public string? UserId { get; init; }

    /// <summary>Features of the situation.</summary>
    public FeatureSet Context { get; init; } = FeatureSet.Empty;

    /// <summary>The actions, at least one, with distinct ids; they may differ from call to call.</summary>
    public required IReadOnlyList<DecisionAction> Actions { get; init; }

    /// <summary>Ids of actions that must not be chosen now; they get propensity 0.</summary>
    public IReadOnlyCollection<string> ExcludedActionIds { get; init; } = [];

    /// <summary>An event id of the host's own, unique within the loop and tenant; null to have one made.</summary>
    public string? EventId { get; init; }

    /// <summary>The action the host would take without the loop; null when it has none.</summary>
    public string? BaselineActionId { get; init; }

    /// <summary>Whether the event counts only once activated: the decision may never be shown.</summary>
    public bool DeferActivation { get; init; }

    /// <summary>How many different actions to choose, for a slate; at least 1.</summary>
    public int SlotCount { get; init; } = 1;
}
