namespace AiScholar.Rl.Core;

/// <summary>
/// Cascade-DR: the mean of sum_k w(1..k) (r_k - Q_k(x, a_k)) + w(1..k-1) sum_a pi_k(a) Q_k(x, a), where Q_k is a regression of what slot k and the
/// slots below earn under the target, fitted from the last slot up on the other folds. Unbiased where a slot earns by itself and those before it.
/// Source: Kiyohara et al. 2022, equation 9 and section 4.2; here Q_k sees the slots before through the target's distribution alone.
/// </summary>
internal sealed class CascadeDoublyRobustEstimator : ISlateEstimator
{
    public string Name => OffPolicyEstimators.CascadeDoublyRobust;

    public bool NeedsSlotRewards => true;

    public (EstimatorTerms? Terms, double[] Weights, string? Refusal) Terms(SlateSample sample)
    {
        double[] terms = new double[sample.Count];
        int folds = Math.Min(sample.Options.Folds, sample.Count);
        for (int fold = 0; fold < folds; fold++)
        {
            RewardModel?[] models = Fit(sample, fold, folds);
            for (int i = fold; i < sample.Count; i += folds)
                terms[i] = Term(sample.Events[i], models, sample);
        }

        return (sample.SlotTerms(terms, Array.ConvertAll(sample.Events, slate => Math.Max(1, slate.Products.Max())), 2 * sample.MaximumSlotCount), Array.ConvertAll(sample.Events, slate => slate.Products.Average()), null);
    }

    private static RewardModel?[] Fit(SlateSample sample, int fold, int folds)
    {
        var models = new RewardModel?[sample.MaximumSlotCount + 1];
        for (int slot = sample.MaximumSlotCount - 1; slot >= 0; slot--)
        {
            var model = new RewardModel(sample.Options.Ridge);
            for (int i = 0; i < sample.Count; i++)
            {
                SlateEvent slate = sample.Events[i];
                if ((i % folds == fold && folds > 1) || slot >= slate.SlotCount)
                    continue;
                double later = slot + 1 < slate.SlotCount ? ValueOf(slate, slot + 1, models[slot + 1], sample) : 0;
                model.Observe(slate.Decision.Context, slate.Decision.Actions[slate.Placed[slot]], slate.SlotRewards[slot] + later, 1);
            }

            model.Fit();
            models[slot] = model;
        }

        return models;
    }

    private static double Term(SlateEvent slate, RewardModel?[] models, SlateSample sample)
    {
        double term = 0;
        for (int slot = 0; slot < slate.SlotCount; slot++)
        {
            double before = slot == 0 ? 1 : slate.Products[slot - 1];
            RewardModel.Row row = models[slot]!.Encode(slate.Decision.Context);
            double ofPlaced = Predict(slate, slot, slate.Placed[slot], row, models[slot]!, sample);
            term += (slate.Products[slot] * (slate.SlotRewards[slot] - ofPlaced)) + (before * ValueOf(slate, slot, models[slot], sample));
        }

        return term;
    }

    /// <summary>What the target would earn from this slot down, given the logged slots before.</summary>
    private static double ValueOf(SlateEvent slate, int slot, RewardModel? model, SlateSample sample)
    {
        double[] probabilities = new double[slate.Decision.Actions.Count];
        slate.Target(slate.Placed.AsSpan(0, slot), probabilities);
        RewardModel.Row row = model!.Encode(slate.Decision.Context);
        double value = 0;
        for (int action = 0; action < probabilities.Length; action++)
        {
            if (probabilities[action] > 0)
                value += probabilities[action] * Predict(slate, slot, action, row, model, sample);
        }

        return value;
    }

    private static double Predict(SlateEvent slate, int slot, int action, RewardModel.Row row, RewardModel model, SlateSample sample)
    {
        int left = slate.SlotCount - slot;
        return Math.Clamp(model.Predict(row, slate.Decision.Actions[action]), left * sample.SlotRewardRange.Low, left * sample.SlotRewardRange.High);
    }
}
