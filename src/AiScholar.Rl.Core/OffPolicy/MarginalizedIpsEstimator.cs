namespace AiScholar.Rl.Core;

/// <summary>
/// Marginalised IPS: the mean of w(x_i, e_i) r_i, where e is what an action is (its group or its features) and w(x, e) the ratio of the
/// probabilities that target and log play some action of e. Unbiased when an action earns by what it is alone; of far less variance when
/// many actions are alike. Source: Saito and Joachims 2022, equation 5.
/// </summary>
internal sealed class MarginalizedIpsEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.MarginalizedIps;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) =>
        (IpsEstimator.Of(sample, sample.Groups.Weights, sample.Groups.LargestPossibleWeight), null);

    public double[] Weights(OffPolicySample sample) => sample.Groups.Weights;

    public double UnsupportedShare(OffPolicySample sample) => sample.Groups.UnsupportedShare;
}
