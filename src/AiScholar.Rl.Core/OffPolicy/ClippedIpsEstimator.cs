namespace AiScholar.Rl.Core;

/// <summary>
/// IPS with weights of at most a clip c: the mean of min(w_i, c) r_i. It trades variance for a bias towards 0; c is given or chosen by SLOPE.
/// Source: Ionides 2008, equation 3; Bottou et al. 2013, section 4.4.
/// </summary>
internal sealed class ClippedIpsEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.ClippedIps;

    public bool HasSteadyMean(OffPolicyOptions options) => options.WeightClip is not null;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) =>
        Slope.Choose(sample.Options.WeightClip, Slope.WeightGrid(sample.Weights), clip => Of(sample, clip));

    private static EstimatorTerms Of(OffPolicySample sample, double clip) =>
        IpsEstimator.Of(sample, Array.ConvertAll(sample.Weights, weight => Math.Min(weight, clip)), Math.Min(clip, sample.LargestPossibleWeight));
}
