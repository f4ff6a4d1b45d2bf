using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AiScholar.Rl.Core;

/// <summary>The members of the default policy: LinUCB leads, one that forgets stands by, and one learns each user for decisions about somebody.</summary>
internal static class DefaultPortfolio
{
    private const long UserBytes = 64L << 20;

    /// <summary>The members that need nothing of the container: a policy of its own has no store of users.</summary>
    public static PortfolioMember[] Create() =>
    [
        new() { Name = "lin-ucb", Policy = DecisionPolicies.LinUcb(new LinUcbOptions { Alpha = 0.25, ChangeDetection = ChangeDetection.Adwin }), InitialWeight = 0.97 },
        new() { Name = "forgetting", Policy = DecisionPolicies.LinUcb(new LinUcbOptions { Alpha = 0.1, Discount = 0.9995 }), InitialWeight = 0.03 },
    ];

    /// <summary>All members, those of a loop.</summary>
    public static PortfolioMember[] Create(IServiceProvider services, string scope) =>
    [
        .. Create(),
        new()
        {
            Name = UsersBuilderExtensions.PerUserName,
            Policy = new PerUserPolicy(
                new PerUserOptions { CachedBytes = UserBytes }, services.GetRequiredService<IUserStateStore>(), $"{scope}/{UsersBuilderExtensions.PerUserName}", services.GetRequiredService<ILogger<PerUserPolicy>>()),
            InitialWeight = 0.97,
        },
    ];
}
