using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>
/// IIPS: the mean of sum_k w_k r_k, where w_k is target / logged probability of the action in slot k whatever the others hold. Unbiased where a
/// slot earns by itself alone. Source: Li, Abbasi-Yadkori, Kveton, Muthukrishnan, Vinay, Wen 2018, section 4.2 (item-position model).
/// </summary>
internal sealed class IndependentIpsEstimator : ISlateEstimator
{
    public string Name => OffPolicyEstimators.IndependentIps;

    public bool NeedsSlotRewards => true;

    public (EstimatorTerms? Terms, double[] Weights, string? Refusal) Terms(SlateSample sample)
    {
        double[] terms = new double[sample.Count], weights = new double[sample.Count], largest = new double[sample.Count];
        for (int i = 0; i < terms.Length; i++)
        {
            SlateEvent slate = sample.Events[i];
            double[]? marginal = sample.Options.IndependentSlots ? slate.Weights : Marginal(slate, sample.Options.MaximumSlates);
            if (marginal is null)
                return (null, weights, TooMany(slate, sample.Options));
            for (int slot = 0; slot < marginal.Length; slot++)
                terms[i] += marginal[slot] * slate.SlotRewards[slot];
            (weights[i], largest[i]) = (marginal.Average(), marginal.Max());
        }

        return (sample.SlotTerms(terms, largest), weights, null);
    }

    public static string TooMany(SlateEvent slate, OffPolicyOptions options) => slate.Logged is null
        ? $"The slot propensities of event '{slate.Decision.EventId}' are not those of drawing each slot from what the slots before left; set {nameof(OffPolicyOptions.IndependentSlots)} if each was drawn by itself."
        : string.Create(CultureInfo.InvariantCulture, $"Event '{slate.Decision.EventId}' could have shown more than {options.MaximumSlates} different slates ({nameof(OffPolicyOptions.MaximumSlates)}).");

    private static double[]? Marginal(SlateEvent slate, int limit)
    {
        int actions = slate.Decision.Actions.Count;
        if (slate.Logged is null || SlateMarginals.Of(slate.Logged, actions, slate.SlotCount, withPairs: false, limit) is not { } logged
            || SlateMarginals.Of(slate.Target, actions, slate.SlotCount, withPairs: false, limit) is not { } target)
            return null;
        return [.. slate.Placed.Select((action, slot) => target.Singles[(slot * actions) + action] / logged.Singles[(slot * actions) + action])];
    }
}
