using AiScholar.Rl.Personalization;

namespace AiScholar.Rl;

/// <summary>Registers behaviour predictors that learn online.</summary>
public static class BehaviorBuilderExtensions
{
    /// <summary>Adds the predictor <c>knn</c> to the loop: what the sessions most like the current one held next. Harmless to repeat.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Its priority and options.</param>
    /// <param name="domain">The domain that it serves; null for all.</param>
    public static IPersonalizationBuilder AddSessionNeighbors(this IPersonalizationBuilder builder, Action<ExtensionRegistration>? configure = null, string? domain = null) =>
        domain is null ? builder.AddPredictor<KnnBehaviorPredictor>("knn", configure) : builder.AddPredictorForDomain<KnnBehaviorPredictor>(domain, "knn", configure);

    /// <summary>
    /// Adds the predictor <c>blend</c> to the loop: Markov chains, nearest sessions and the loop's network <c>sasrec</c>, where it is trained, mixed by weights learnt online. Harmless to repeat.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Its priority and options.</param>
    /// <param name="domain">The domain that it serves; null for all.</param>
    public static IPersonalizationBuilder AddBlend(this IPersonalizationBuilder builder, Action<ExtensionRegistration>? configure = null, string? domain = null) =>
        domain is null ? builder.AddPredictor<BlendBehaviorPredictor>("blend", configure) : builder.AddPredictorForDomain<BlendBehaviorPredictor>(domain, "blend", configure);

    /// <summary>
    /// Adds the predictor <c>context</c> to the loop: n-grams, unordered contexts and a logistic model over time and the context's features, mixed; for some hundred kinds of action at most. Harmless to repeat.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Its priority and options.</param>
    /// <param name="domain">The domain that it serves; null for all.</param>
    public static IPersonalizationBuilder AddContextPredictor(this IPersonalizationBuilder builder, Action<ExtensionRegistration>? configure = null, string? domain = null) =>
        domain is null ? builder.AddPredictor<ContextBehaviorPredictor>("context", configure) : builder.AddPredictorForDomain<ContextBehaviorPredictor>(domain, "context", configure);
}
