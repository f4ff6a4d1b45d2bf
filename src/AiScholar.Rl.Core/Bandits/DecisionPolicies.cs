using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Creates the built-in policies outside a container: for policy search, simulations and tests. The same options as in a loop give the same policy.</summary>
/// <remarks>Every method throws <see cref="ValidationException"/> when an option is out of range; options are not to be changed afterwards. Dispose what is disposable.</remarks>
public static class DecisionPolicies
{
    /// <summary>LinUCB, disjoint, and hybrid where actions carry features.</summary>
    public static IDecisionPolicy LinUcb(LinUcbOptions? options = null) => new LinUcbPolicy(Checked(options));

    /// <summary>Epsilon-greedy.</summary>
    public static IDecisionPolicy EpsilonGreedy(EpsilonGreedyOptions? options = null) => new EpsilonGreedyPolicy(Checked(options));

    /// <summary>Linear Thompson sampling.</summary>
    public static IDecisionPolicy ThompsonSampling(ThompsonSamplingOptions? options = null) => new ThompsonSamplingPolicy(Checked(options));

    /// <summary>SquareCB.</summary>
    public static IDecisionPolicy SquareCb(SquareCbOptions? options = null) => new SquareCbPolicy(Checked(options));

    /// <summary>RegCB, optimistic or by elimination.</summary>
    public static IDecisionPolicy RegCb(RegCbOptions? options = null) => new RegCbPolicy(Checked(options));

    /// <summary>A portfolio of policies; without members, the SDK's default ones.</summary>
    /// <exception cref="ArgumentException">Two members have the same name, or one a weight that is not positive.</exception>
    public static IDecisionPolicy Portfolio(PortfolioOptions? options = null, IReadOnlyList<PortfolioMember>? members = null) =>
        new PortfolioPolicy(Checked(options), members ?? DefaultPortfolio.Create());

    /// <summary>Evenly at random.</summary>
    public static IDecisionPolicy Uniform() => new UniformPolicy();

    private static TOptions Checked<TOptions>(TOptions? options)
        where TOptions : class, new()
    {
        options ??= new TOptions();
        Validator.ValidateObject(options, new ValidationContext(options), validateAllProperties: true);
        return options;
    }
}
