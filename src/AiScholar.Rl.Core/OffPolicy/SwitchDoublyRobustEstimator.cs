namespace AiScholar.Rl.Core;

/// <summary>
/// Switch-DR: doubly robust where the weight is at most tau, the reward model alone where it is larger: the mean of
/// sum_a pi(a) q(x_i, a) + w_i 1[w_i &lt;= tau] (r_i - q(x_i, a_i)). Tau is given or chosen by SLOPE; without bound it is DR, at 0 the direct
/// method. Source: Wang, Agarwal, Dudik 2017, section 4.
/// </summary>
internal sealed class SwitchDoublyRobustEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.SwitchDoublyRobust;

    public bool HasSteadyMean(OffPolicyOptions options) => false;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) =>
        Slope.Choose(sample.Options.SwitchThreshold, [.. Slope.WeightGrid(sample.Weights), 0], threshold => Of(sample, threshold));

    private static EstimatorTerms Of(OffPolicySample sample, double threshold) =>
        DoublyRobustEstimator.Of(sample, sample.Model, Array.ConvertAll(sample.Weights, weight => weight <= threshold ? weight : 0), Math.Min(threshold, sample.LargestPossibleWeight));
}
