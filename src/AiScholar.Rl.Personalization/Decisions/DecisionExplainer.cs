namespace AiScholar.Rl.Personalization;

/// <summary>Explains a choice by leaving out one feature at a time: it works for every policy, and teaches none.</summary>
internal static class DecisionExplainer
{
    public static async ValueTask<DecisionExplanation> ExplainAsync(
        LoopEncoders encoders, PolicyRunner policy, FeatureSet context, DecisionAction[] actions, string? userKey, string? actionId, CancellationToken cancellationToken)
    {
        double[] whole = await FillAsync(encoders, policy, context, actions, userKey, cancellationToken).ConfigureAwait(false);
        int index = actionId is null
            ? System.Numerics.Tensors.TensorPrimitives.IndexOfMax<double>(whole)
            : Array.FindIndex(actions, action => action.Id == actionId);
        if (index < 0)
            throw DecisionRequestRules.Invalid($"The action '{actionId}' is not among those that may be chosen.");
        var effects = new List<FeatureEffect>();
        for (int i = 0; i < context.Count; i++)
        {
            double[] without = await FillAsync(encoders, policy, Without(context, i), actions, userKey, cancellationToken).ConfigureAwait(false);
            effects.Add(Effect(context[i], isContext: true, whole[index] - without[index]));
        }

        FeatureSet own = actions[index].Features;
        for (int i = 0; i < own.Count; i++)
        {
            DecisionAction[] changed = [.. actions];
            changed[index] = changed[index] with { Features = Without(own, i) };
            double[] without = await FillAsync(encoders, policy, context, changed, userKey, cancellationToken).ConfigureAwait(false);
            effects.Add(Effect(own[i], isContext: false, whole[index] - without[index]));
        }

        return new DecisionExplanation { ActionId = actions[index].Id, Probability = whole[index], Effects = [.. effects.OrderByDescending(effect => Math.Abs(effect.Effect))] };
    }

    private static async ValueTask<double[]> FillAsync(LoopEncoders encoders, PolicyRunner policy, FeatureSet context, DecisionAction[] actions, string? userKey, CancellationToken cancellationToken)
    {
        double[] probabilities = new double[actions.Length];
        await policy.FillAsync(encoders.Encode(context, actions, userKey), probabilities, [], cancellationToken).ConfigureAwait(false);
        return probabilities;
    }

    private static FeatureSet Without(FeatureSet features, int index) => FeatureSet.Create([.. features.Where((_, i) => i != index)]);

    private static FeatureEffect Effect(in Feature feature, bool isContext, double effect) =>
        new() { Namespace = feature.Namespace, Name = feature.Name, IsContext = isContext, Effect = effect };
}
