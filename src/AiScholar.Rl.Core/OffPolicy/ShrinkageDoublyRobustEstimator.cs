namespace AiScholar.Rl.Core;

/// <summary>
/// Doubly robust with optimistic shrinkage: the mean of sum_a pi(a) q(x_i, a) + s(w_i) (r_i - q(x_i, a_i)) with s(w) = lambda w / (w^2 + lambda).
/// Lambda is given or chosen by SLOPE; without bound it is DR, at 0 the direct method. Source: Su, Dimakopoulou, Krishnamurthy, Dudik 2020,
/// equation 7.
/// </summary>
internal sealed class ShrinkageDoublyRobustEstimator : IOffPolicyEstimator
{
    public string Name => OffPolicyEstimators.ShrinkageDoublyRobust;

    public bool HasSteadyMean(OffPolicyOptions options) => false;

    public (EstimatorTerms Terms, double? Parameter) Terms(OffPolicySample sample) =>
        Slope.Choose(sample.Options.Shrinkage, Grid(sample.Weights), lambda => Of(sample, lambda));

    private static EstimatorTerms Of(OffPolicySample sample, double lambda)
    {
        double largest = sample.LargestPossibleWeight;
        double bound = largest * largest < lambda ? Shrink(largest, lambda) : Math.Sqrt(lambda) / 2;
        return DoublyRobustEstimator.Of(sample, sample.Model, Array.ConvertAll(sample.Weights, weight => Shrink(weight, lambda)), bound);
    }

    private static double Shrink(double weight, double lambda) =>
        double.IsPositiveInfinity(lambda) ? weight : lambda == 0 ? 0 : lambda * weight / ((weight * weight) + lambda);

    /// <summary>From no shrinkage to all of it: lambda = c^2 leaves a weight of c half of itself.</summary>
    private static double[] Grid(double[] weights) => [.. Slope.WeightGrid(weights).Select(weight => 4 * weight * weight), 0];
}
