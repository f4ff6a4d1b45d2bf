namespace AiScholar.Rl;

/// <summary>A decision as the experience log keeps it: enough to learn from it again and to evaluate another policy on it.</summary>
public sealed record LoggedDecision
{
    /// <summary>The event.</summary>
    public required string EventId { get; init; }

    /// <summary>The loop.</summary>
    public required string LoopName { get; init; }

    /// <summary>The tenant.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>A pseudonym of the user; never the id itself. Null when anonymous.</summary>
    public string? UserKey { get; init; }

    /// <summary>The context.</summary>
    public FeatureSet Context { get; init; } = FeatureSet.Empty;

    /// <summary>The actions that could be chosen.</summary>
    public required IReadOnlyList<DecisionAction> Actions { get; init; }

    /// <summary>The propensity of each action, in the order of <see cref="Actions"/>.</summary>
    public required IReadOnlyList<double> Propensities { get; init; }

    /// <summary>Index of the chosen action.</summary>
    public required int ChosenIndex { get; init; }

    /// <summary>The slots of a slate, the first being <see cref="ChosenIndex"/>; empty when one action was asked for.</summary>
    public IReadOnlyList<LoggedSlot> Slots { get; init; } = [];

    /// <summary>The host's baseline action, or null.</summary>
    public string? BaselineActionId { get; init; }

    /// <summary>The policy.</summary>
    public string PolicyName { get; init; } = "";

    /// <summary>When it was made.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>Whether it counts: false while its activation is deferred.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>The sum of its rewards so far; null when none came.</summary>
    public double? Reward { get; init; }
}
