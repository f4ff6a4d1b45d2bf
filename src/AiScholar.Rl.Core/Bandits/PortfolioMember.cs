namespace AiScholar.Rl.Core;

/// <summary>A policy of a portfolio.</summary>
public sealed class PortfolioMember
{
    /// <summary>Its name, unique in the portfolio; saved state is matched by it.</summary>
    public required string Name { get; init; }

    /// <summary>The policy. It learns from every reward of the portfolio, whoever chose, and is disposed with it.</summary>
    public required IDecisionPolicy Policy { get; init; }

    /// <summary>How much it is trusted before there is evidence, relative to the others; positive.</summary>
    /// <value>The default is 1.</value>
    public double InitialWeight { get; init; } = 1;
}
