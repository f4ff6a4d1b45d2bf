using AiScholar.Rl.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The built-in policies. Settings of each are bound from <c>Personalization:{loop}:Policies:{name}:Parameters</c>; code wins, and the last call of a <c>Use…</c> wins.</summary>
public static class BanditBuilderExtensions
{
    /// <summary>The name of <see cref="UseLinUcb"/>'s policy.</summary>
    public const string LinUcbName = "lin-ucb";

    /// <summary>The name of <see cref="UseEpsilonGreedy"/>'s policy.</summary>
    public const string EpsilonGreedyName = "epsilon-greedy";

    /// <summary>The name of <see cref="UseThompsonSampling"/>'s policy.</summary>
    public const string ThompsonSamplingName = "thompson-sampling";

    /// <summary>The name of <see cref="UseSquareCb"/>'s policy.</summary>
    public const string SquareCbName = "square-cb";

    /// <summary>The name of <see cref="UseRegCb"/>'s policy.</summary>
    public const string RegCbName = "reg-cb";

    /// <summary>The name of <see cref="UsePortfolio"/>'s policy.</summary>
    public const string PortfolioName = "portfolio";

    /// <summary>The name of <see cref="UseUniform"/>'s policy.</summary>
    public const string UniformName = "uniform";

    /// <summary>Makes LinUCB the loop's policy.</summary>
    public static IPersonalizationBuilder UseLinUcb(this IPersonalizationBuilder builder, Action<LinUcbOptions>? configure = null) =>
        Use<LinUcbPolicy, LinUcbOptions, LinUcbOptionsValidator>(builder, LinUcbName, options => new LinUcbPolicy(options), configure);

    /// <summary>Makes epsilon-greedy the loop's policy.</summary>
    public static IPersonalizationBuilder UseEpsilonGreedy(this IPersonalizationBuilder builder, Action<EpsilonGreedyOptions>? configure = null) =>
        Use<EpsilonGreedyPolicy, EpsilonGreedyOptions, EpsilonGreedyOptionsValidator>(builder, EpsilonGreedyName, options => new EpsilonGreedyPolicy(options), configure);

    /// <summary>Makes linear Thompson sampling the loop's policy.</summary>
    public static IPersonalizationBuilder UseThompsonSampling(this IPersonalizationBuilder builder, Action<ThompsonSamplingOptions>? configure = null) =>
        Use<ThompsonSamplingPolicy, ThompsonSamplingOptions, ThompsonSamplingOptionsValidator>(builder, ThompsonSamplingName, options => new ThompsonSamplingPolicy(options), configure);

    /// <summary>Makes SquareCB the loop's policy.</summary>
    public static IPersonalizationBuilder UseSquareCb(this IPersonalizationBuilder builder, Action<SquareCbOptions>? configure = null) =>
        Use<SquareCbPolicy, SquareCbOptions, SquareCbOptionsValidator>(builder, SquareCbName, options => new SquareCbPolicy(options), configure);

    /// <summary>Makes RegCB the loop's policy.</summary>
    public static IPersonalizationBuilder UseRegCb(this IPersonalizationBuilder builder, Action<RegCbOptions>? configure = null) =>
        Use<RegCbPolicy, RegCbOptions, RegCbOptionsValidator>(builder, RegCbName, options => new RegCbPolicy(options), configure);

    /// <summary>Makes the loop decide evenly at random, as a yardstick or to collect unbiased experience.</summary>
    public static IPersonalizationBuilder UseUniform(this IPersonalizationBuilder builder) =>
        builder.UsePolicy<UniformPolicy>(UniformName);

    /// <summary>Makes a portfolio the loop's policy: it decides by a mixture of its members and shifts to those that earn more.</summary>
    /// <param name="builder">The loop.</param>
    /// <param name="members">Adds the members; null: the SDK's default ones.</param>
    /// <param name="configure">Sets options in code.</param>
    public static IPersonalizationBuilder UsePortfolio(this IPersonalizationBuilder builder, Action<PortfolioMembers>? members = null, Action<PortfolioOptions>? configure = null) =>
        AddPortfolio(builder, members, configure, isDefault: false);

    /// <summary>Makes the portfolio of default members the loop's policy unless it has one; a loop's <c>AddDefaults</c> calls it.</summary>
    public static IPersonalizationBuilder AddDefaultPolicy(this IPersonalizationBuilder builder) =>
        AddPortfolio(builder, null, null, isDefault: true);

    private static IPersonalizationBuilder AddPortfolio(IPersonalizationBuilder builder, Action<PortfolioMembers>? configureMembers, Action<PortfolioOptions>? configure, bool isDefault)
    {
        PortfolioMembers? members = configureMembers is null ? null : new PortfolioMembers();
        builder.AddInMemoryUserStates();
        configureMembers?.Invoke(members!);
        return Use<PortfolioPolicy, PortfolioOptions, PortfolioOptionsValidator>(
            builder, PortfolioName, (services, options) => new PortfolioPolicy(options, members?.Create(services) ?? DefaultPortfolio.Create(services, $"{builder.LoopName}/{PortfolioName}")), configure, isDefault);
    }

    private static IPersonalizationBuilder Use<TPolicy, TOptions, TValidator>(
        IPersonalizationBuilder builder, string name, Func<TOptions, TPolicy> create, Action<TOptions>? configure)
        where TPolicy : class, IDecisionPolicy
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions> =>
        Use<TPolicy, TOptions, TValidator>(builder, name, (_, options) => create(options), configure, isDefault: false);

    private static IPersonalizationBuilder Use<TPolicy, TOptions, TValidator>(
        IPersonalizationBuilder builder, string name, Func<IServiceProvider, TOptions, TPolicy> create, Action<TOptions>? configure, bool isDefault)
        where TPolicy : class, IDecisionPolicy
        where TOptions : class
        where TValidator : class, IValidateOptions<TOptions>
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UsePolicy<TPolicy>(name, registration =>
        {
            registration.IsDefault = isDefault;
            registration.Factory = (services, context) =>
                create(services, services.GetRequiredService<IOptionsMonitor<TOptions>>().Get(context.Descriptor.OptionsName));
        });
        string optionsName = $"Personalization:{builder.LoopName}:Policies:{name}";
        OptionsBuilder<TOptions> options = builder.AddSectionOptions<TOptions>($"{optionsName}:Parameters", optionsName);
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<TOptions>, TValidator>());
        return builder;
    }
}
