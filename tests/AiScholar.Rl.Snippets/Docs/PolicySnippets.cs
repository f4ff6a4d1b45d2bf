using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class PolicySnippets
{
    public static void Portfolio(IServiceCollection services, Func<IServiceProvider, IDecisionPolicy> createMine)
    {
        // snippet-start: policies-portfolio
        services.AddAdvancedRl(rl => rl.AddPersonalization("reading-list", p => p.UsePortfolio(members => members
            .AddLinUcb(initialWeight: 4)
            .AddLinUcb("forgetting", options => options.Discount = 0.999)
            .AddThompsonSampling()
            .Add("mine", createMine))));
        // snippet-end
    }

    public static void Members(IDecisionPolicy policy)
    {
        // snippet-start: policies-members
        if (policy is IPortfolioPolicy portfolio)
        {
            foreach (PortfolioMemberStatus member in portfolio.Members)
                Console.WriteLine($"{member.Name}: weight {member.Weight:P1}, evidence {member.Evidence:F1}{(member.IsLeader ? ", leads" : "")}");
        }

        // snippet-end
    }

    public static void Drift(IServiceCollection services)
    {
        // snippet-start: policies-drift
        services.AddAdvancedRl(rl => rl.AddPersonalization("news", p => p.UseLinUcb(options =>
        {
            options.Discount = 0.999;                        // remembers about 1,000 rewards
            options.ChangeDetection = ChangeDetection.Adwin; // and starts again when errors rise
        })));
        // snippet-end
    }

    public static void Actions(IEnumerable<LoggedDecision> log)
    {
        // snippet-start: policies-actions
        IDecisionPolicy policy = DecisionPolicies.LinUcb(new LinUcbOptions { NewActions = NewActionStart.Average });
        policy.LearnFrom(log, new FeatureEncoder());
        if (policy is IActionModels actions)
        {
            actions.WarmStartAction("survey-v2", sourceActionId: "survey", share: 0.1);
            actions.RemoveAction("survey");
        }

        // snippet-end
    }
}
