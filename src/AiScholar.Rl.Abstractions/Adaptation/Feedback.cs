namespace AiScholar.Rl;

/// <summary>How an adaptation was received.</summary>
public sealed record Feedback
{
    /// <summary>The person's id in the host.</summary>
    public required string UserId { get; init; }

    /// <summary>The tenant; empty in a single-tenant host.</summary>
    public string TenantId { get; init; } = "";

    /// <summary>The adaptations it is about.</summary>
    public required IReadOnlyList<Adaptation> Adaptations { get; init; }

    /// <summary>The reward, finite; 0 for useless, 1 for all one could wish.</summary>
    public required double Reward { get; init; }

    /// <summary>Makes the call repeatable: the same id counts once.</summary>
    public string? FeedbackId { get; init; }
}
