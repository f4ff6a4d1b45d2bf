namespace AiScholar.Rl.Core;

/// <summary>
/// Self-normalised doubly robust: mean of sum_a pi(a) q(x_i, a), plus sum w_i (r_i - q(x_i, a_i)) / sum w_i. Source: Thomas and Brunskill 2016,
/// section 5 (weighted doubly robust) for one step.
/// </summary>
internal sealed class SelfNormalizedDoublyRobustEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.SelfNormalizedDoublyRobust;

    public bool HasSteadyMean(OffPolicyOptions options) => false;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample)
    {
        double[] residuals = new double[sample.Count];
        for (int i = 0; i < residuals.Length; i++)
            residuals[i] = sample.Weights[i] * (sample.Rewards[i] - sample.Model.OfChosen[i]);
        (double low, double high) = sample.RewardRange;
        return (new EstimatorTerms
        {
            Base = sample.Model.Values,
            BaseRange = (low, high),
            Numerators = residuals,
            Denominators = sample.Weights,
            Range = (low - high, high - low),
            LargestDenominator = sample.LargestPossibleWeight,
        }, null);
    }
}
