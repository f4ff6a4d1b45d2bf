using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Core;

/// <summary>The members of a portfolio being registered, built-in ones and a host's own. The first to be added leads while there is no evidence and weights are equal.</summary>
public sealed class PortfolioMembers
{
    private readonly List<(string Name, Func<IServiceProvider, IDecisionPolicy> Create, double InitialWeight)> _members = [];

    /// <summary>Adds any policy; the portfolio disposes it.</summary>
    /// <param name="name">Its name, unique in the portfolio; saved state is matched by it.</param>
    /// <param name="create">Creates it.</param>
    /// <param name="initialWeight">How much it is trusted before there is evidence, relative to the others; positive.</param>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public PortfolioMembers Add(string name, Func<IServiceProvider, IDecisionPolicy> create, double initialWeight = 1)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        if (!(initialWeight > 0 && double.IsFinite(initialWeight)))
            throw new ArgumentOutOfRangeException(nameof(initialWeight), initialWeight, "An initial weight is positive and finite.");
        if (_members.Any(member => member.Name == name))
            throw new ArgumentException($"The portfolio already has a member '{name}'.", nameof(name));
        _members.Add((name, create, initialWeight));
        return this;
    }

    /// <summary>Adds a policy that the container constructs.</summary>
    public PortfolioMembers Add<TPolicy>(string name, double initialWeight = 1)
        where TPolicy : class, IDecisionPolicy =>
        Add(name, services => ActivatorUtilities.CreateInstance<TPolicy>(services), initialWeight);

    /// <summary>Adds LinUCB.</summary>
    public PortfolioMembers AddLinUcb(string name = BanditBuilderExtensions.LinUcbName, Action<LinUcbOptions>? configure = null, double initialWeight = 1) =>
        Add(name, _ => DecisionPolicies.LinUcb(Configured(configure)), initialWeight);

    /// <summary>Adds epsilon-greedy.</summary>
    public PortfolioMembers AddEpsilonGreedy(string name = BanditBuilderExtensions.EpsilonGreedyName, Action<EpsilonGreedyOptions>? configure = null, double initialWeight = 1) =>
        Add(name, _ => DecisionPolicies.EpsilonGreedy(Configured(configure)), initialWeight);

    /// <summary>Adds linear Thompson sampling.</summary>
    public PortfolioMembers AddThompsonSampling(string name = BanditBuilderExtensions.ThompsonSamplingName, Action<ThompsonSamplingOptions>? configure = null, double initialWeight = 1) =>
        Add(name, _ => DecisionPolicies.ThompsonSampling(Configured(configure)), initialWeight);

    /// <summary>Adds SquareCB.</summary>
    public PortfolioMembers AddSquareCb(string name = BanditBuilderExtensions.SquareCbName, Action<SquareCbOptions>? configure = null, double initialWeight = 1) =>
        Add(name, _ => DecisionPolicies.SquareCb(Configured(configure)), initialWeight);

    /// <summary>Adds RegCB.</summary>
    public PortfolioMembers AddRegCb(string name = BanditBuilderExtensions.RegCbName, Action<RegCbOptions>? configure = null, double initialWeight = 1) =>
        Add(name, _ => DecisionPolicies.RegCb(Configured(configure)), initialWeight);

    internal PortfolioMember[] Create(IServiceProvider services) =>
        _members.Count > 0
            ? [.. _members.Select(member => new PortfolioMember { Name = member.Name, Policy = member.Create(services), InitialWeight = member.InitialWeight })]
            : throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, "UsePortfolio was given no member; add one, or leave the argument out for the default ones.");

    private static TOptions Configured<TOptions>(Action<TOptions>? configure)
        where TOptions : new()
    {
        var options = new TOptions();
        configure?.Invoke(options);
        return options;
    }
}
