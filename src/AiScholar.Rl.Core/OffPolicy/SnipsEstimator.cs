namespace AiScholar.Rl.Core;

/// <summary>Self-normalised inverse propensity scoring: sum w_i r_i / sum w_i, its error by the delta method. Source: Swaminathan and Joachims 2015, equation 5.</summary>
internal sealed class SnipsEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.Snips;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample)
    {
        double[] terms = new double[sample.Count];
        System.Numerics.Tensors.TensorPrimitives.Multiply(sample.Weights, sample.Rewards, terms);
        return (new EstimatorTerms { Numerators = terms, Denominators = sample.Weights, Range = sample.RewardRange, LargestDenominator = sample.LargestPossibleWeight }, null);
    }
}
