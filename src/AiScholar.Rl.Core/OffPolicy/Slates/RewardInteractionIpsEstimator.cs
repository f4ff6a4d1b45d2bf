namespace AiScholar.Rl.Core;

/// <summary>RIPS: the mean of sum_k w(slots 1 to k) r_k. Unbiased where a slot earns by itself and those before it (a person reads from the top). Source: McInerney et al. 2020, equation 6.</summary>
internal sealed class RewardInteractionIpsEstimator : ISlateEstimator
{
    public string Name => OffPolicyEstimators.RewardInteractionIps;

    public bool NeedsSlotRewards => true;

    public (EstimatorTerms? Terms, double[] Weights, string? Refusal) Terms(SlateSample sample)
    {
        double[] terms = Array.ConvertAll(sample.Events, slate => slate.Products.Zip(slate.SlotRewards, (weight, reward) => weight * reward).Sum());
        return (sample.SlotTerms(terms, Array.ConvertAll(sample.Events, slate => slate.Products.Max())), Array.ConvertAll(sample.Events, slate => slate.Products.Average()), null);
    }
}
