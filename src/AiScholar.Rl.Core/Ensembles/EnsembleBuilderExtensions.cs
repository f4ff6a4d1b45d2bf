using AiScholar.Rl.Core;

namespace AiScholar.Rl;

/// <summary>Policies by vote. Settings of each are bound from <c>Personalization:{loop}:Policies:{name}:Parameters</c>; code wins, and the last call of a <c>Use…</c> wins.</summary>
public static class EnsembleBuilderExtensions
{
    /// <summary>The name of <see cref="UseOnlineBagging"/>'s policy.</summary>
    public const string OnlineBaggingName = "online-bagging";

    /// <summary>The name of <see cref="UseCover"/>'s policy.</summary>
    public const string CoverName = "cover";

    /// <summary>Makes online bagging the loop's policy.</summary>
    public static IPersonalizationBuilder UseOnlineBagging(this IPersonalizationBuilder builder, Action<OnlineBaggingOptions>? configure = null) =>
        PolicyRegistration.Use<OnlineBaggingPolicy, OnlineBaggingOptions, OnlineBaggingOptionsValidator>(builder, OnlineBaggingName, options => new OnlineBaggingPolicy(options), configure);

    /// <summary>Makes online cover the loop's policy.</summary>
    public static IPersonalizationBuilder UseCover(this IPersonalizationBuilder builder, Action<CoverOptions>? configure = null) =>
        PolicyRegistration.Use<CoverPolicy, CoverOptions, CoverOptionsValidator>(builder, CoverName, options => new CoverPolicy(options), configure);
}
