namespace AiScholar.Rl.Core;

/// <summary>
/// Doubly robust: the mean of sum_a pi(a) q(x_i, a) + w_i (r_i - q(x_i, a_i)), where q is a ridge regression of the reward on the context for
/// each action, fitted on the other folds. Source: Dudik, Langford, Li 2011, equation 3; cross-fitting: Chernozhukov et al. 2018.
/// </summary>
internal sealed class DoublyRobustEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.DoublyRobust;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) => (Of(sample, sample.Model, sample.Weights, sample.LargestPossibleWeight), null);

    /// <param name="sample">The log.</param>
    /// <param name="model">The reward model's predictions.</param>
    /// <param name="weights">The weights of the residuals.</param>
    /// <param name="largest">The largest such weight there could be.</param>
    public static EstimatorTerms Of(OffPolicySample sample, ModelPredictions model, double[] weights, double largest)
    {
        double[] terms = new double[sample.Count];
        for (int i = 0; i < terms.Length; i++)
            terms[i] = model.Values[i] + (weights[i] * (sample.Rewards[i] - model.OfChosen[i]));
        (double low, double high) = sample.RewardRange;
        double spread = largest * (high - low);
        return EstimatorTerms.Mean(terms, low - spread, high + spread);
    }
}
