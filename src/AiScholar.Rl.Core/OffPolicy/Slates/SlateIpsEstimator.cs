namespace AiScholar.Rl.Core;

/// <summary>IPS of slates as wholes: the mean of w(slate) r, where w is the product of the slots' weights. Unbiased whatever slots do to each other; of much variance for more than a few. Source: Swaminathan et al. 2017, section 1.</summary>
internal sealed class SlateIpsEstimator : ISlateEstimator
{
    public string Name => OffPolicyEstimators.SlateIps;

    public bool NeedsSlotRewards => false;

    public (EstimatorTerms? Terms, double[] Weights, string? Refusal) Terms(SlateSample sample)
    {
        double[] weights = Array.ConvertAll(sample.Events, slate => slate.Products[^1]);
        double largest = sample.Options.LargestPossibleWeight ?? weights.Max();
        (double low, double high) = sample.RewardRange;
        return (EstimatorTerms.Mean([.. sample.Events.Select((slate, i) => weights[i] * slate.Reward)], Math.Min(0, largest * low), Math.Max(0, largest * high)), weights, null);
    }
}
