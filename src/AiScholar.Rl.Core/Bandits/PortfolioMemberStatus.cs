namespace AiScholar.Rl.Core;

/// <summary>How a member of a portfolio stands.</summary>
public sealed record PortfolioMemberStatus
{
    /// <summary>The member.</summary>
    public required string Name { get; init; }

    /// <summary>Its share of the decisions, from 0 to 1.</summary>
    public required double Weight { get; init; }

    /// <summary>Whether its weight is the largest.</summary>
    public required bool IsLeader { get; init; }

    /// <summary>Evidence that it earns more than the portfolio, in nats; negative: that it earns less.</summary>
    public required double Evidence { get; init; }

    /// <summary>How often it failed or gave no distribution; it was left out of those calls.</summary>
    public required long Faults { get; init; }
}
