namespace AiScholar.Rl;

/// <summary>Extensions of a loop, from any assembly.</summary>
public static class PersonalizationBuilderExtensions
{
    /// <summary>Sets the loop's policy; the last call wins.</summary>
    public static IPersonalizationBuilder UsePolicy<TPolicy>(this IPersonalizationBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TPolicy : class, IDecisionPolicy
    {
        ArgumentNullException.ThrowIfNull(builder);
        ExtensionRegistration.Add<IDecisionPolicy, TPolicy>(builder, name, configure, builder.LoopName, single: true);
        return builder;
    }

    /// <summary>Sets the loop's adaptation algorithm; the last call wins.</summary>
    public static IPersonalizationBuilder UseAdaptation<TAlgorithm>(this IPersonalizationBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TAlgorithm : class, IAdaptationAlgorithm
    {
        ArgumentNullException.ThrowIfNull(builder);
        ExtensionRegistration.Add<IAdaptationAlgorithm, TAlgorithm>(builder, name, configure, builder.LoopName, single: true);
        return builder;
    }

    /// <summary>Adds a behaviour predictor to the loop, for all domains.</summary>
    public static IPersonalizationBuilder AddPredictor<TPredictor>(this IPersonalizationBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TPredictor : class, IBehaviorPredictor
    {
        ArgumentNullException.ThrowIfNull(builder);
        ExtensionRegistration.Add<IBehaviorPredictor, TPredictor>(builder, name, configure, builder.LoopName);
        return builder;
    }

    /// <summary>Adds a behaviour predictor to the loop, for one domain; it is asked before those for all.</summary>
    public static IPersonalizationBuilder AddPredictorForDomain<TPredictor>(this IPersonalizationBuilder builder, string domain, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TPredictor : class, IBehaviorPredictor
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(domain);
        ExtensionRegistration.Add<IBehaviorPredictor, TPredictor>(builder, name, configure, builder.LoopName, domain);
        return builder;
    }
}
