namespace AiScholar.Rl.Core;

/// <summary>
/// The direct method: the mean of sum_a pi(a) q(x_i, a), where q is the reward model. It needs no propensities and is as biased as the model
/// is; its interval is that of the contexts and knows nothing of the model's error. Source: Dudik, Langford, Li 2011, section 2.1.
/// </summary>
internal sealed class DirectMethodEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.DirectMethod;

    public bool HasSteadyMean(OffPolicyOptions options) => false;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) =>
        (EstimatorTerms.Mean([.. sample.Model.Values], sample.RewardRange.Low, sample.RewardRange.High), null);
}
