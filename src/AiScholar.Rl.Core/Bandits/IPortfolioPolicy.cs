namespace AiScholar.Rl.Core;

/// <summary>A policy that chooses among policies.</summary>
public interface IPortfolioPolicy : IDecisionPolicy
{
    /// <summary>How its members stand now, in the order they were added.</summary>
    IReadOnlyList<PortfolioMemberStatus> Members { get; }
}
