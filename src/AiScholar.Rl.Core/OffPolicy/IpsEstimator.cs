namespace AiScholar.Rl.Core;

/// <summary>Inverse propensity scoring: the mean of w_i r_i with w_i = target / logged probability of the chosen action. Source: Horvitz and Thompson 1952; Precup, Sutton, Singh 2000.</summary>
internal sealed class IpsEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.Ips;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) => (Of(sample, sample.Weights, sample.LargestPossibleWeight), null);

    public static EstimatorTerms Of(OffPolicySample sample, double[] weights, double largest)
    {
        double[] terms = new double[sample.Count];
        System.Numerics.Tensors.TensorPrimitives.Multiply(weights, sample.Rewards, terms);
        (double low, double high) = sample.RewardRange;
        return EstimatorTerms.Mean(terms, Math.Min(0, largest * low), Math.Max(0, largest * high));
    }
}
