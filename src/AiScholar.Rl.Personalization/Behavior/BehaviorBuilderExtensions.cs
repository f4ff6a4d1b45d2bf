using AiScholar.Rl.Personalization;

namespace AiScholar.Rl;

/// <summary>Registers behaviour predictors that learn online.</summary>
public static class BehaviorBuilderExtensions
{
    /// <summary>
    /// Adds the predictor <c>context</c> to the loop: n-grams, unordered contexts and a logistic model over time and the context's features, mixed; for some hundred kinds of action at most. Harmless to repeat.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Its priority and options.</param>
    /// <param name="domain">The domain that it serves; null for all.</param>
    public static IPersonalizationBuilder AddContextPredictor(this IPersonalizationBuilder builder, Action<ExtensionRegistration>? configure = null, string? domain = null) =>
        domain is null ? builder.AddPredictor<ContextBehaviorPredictor>("context", configure) : builder.AddPredictorForDomain<ContextBehaviorPredictor>(domain, "context", configure);
}
