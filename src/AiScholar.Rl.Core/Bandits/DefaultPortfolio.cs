namespace AiScholar.Rl.Core;

/// <summary>The members of the default policy: LinUCB leads, one that forgets stands by.</summary>
internal static class DefaultPortfolio
{
    public static PortfolioMember[] Create() =>
    [
        new() { Name = "lin-ucb", Policy = DecisionPolicies.LinUcb(new LinUcbOptions { ChangeDetection = ChangeDetection.Adwin }), InitialWeight = 0.9 },
        new() { Name = "forgetting", Policy = DecisionPolicies.LinUcb(new LinUcbOptions { Discount = 0.999 }), InitialWeight = 0.1 },
    ];
}
