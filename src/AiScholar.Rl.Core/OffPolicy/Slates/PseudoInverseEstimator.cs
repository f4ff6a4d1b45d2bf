using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;

namespace AiScholar.Rl.Core;

/// <summary>
/// The pseudo-inverse estimator: the mean of r q' G+ 1(s), where 1(s) marks the action of each slot, q is its mean under the target and
/// G = E[1(s) 1(s)'] under the log. Unbiased where a slate earns the sum of what its slots earn, of which only the sum need be known. For slots drawn
/// each by itself it is r (1 + sum_k (w_k - 1)). Source: Swaminathan et al. 2017, equation 3 and example 4.
/// </summary>
internal sealed class PseudoInverseEstimator : ISlateEstimator
{
    private const int CacheSize = 256;

    public string Name => OffPolicyEstimators.PseudoInverse;

    public bool NeedsSlotRewards => false;

    public (EstimatorTerms? Terms, double[] Weights, string? Refusal) Terms(SlateSample sample)
    {
        double[] terms = new double[sample.Count], weights = new double[sample.Count];
        var inverses = new Dictionary<string, Matrix<double>>(StringComparer.Ordinal);
        for (int i = 0; i < terms.Length; i++)
        {
            SlateEvent slate = sample.Events[i];
            if ((sample.Options.IndependentSlots ? 1 + slate.Weights.Sum(weight => weight - 1) : Weight(slate, sample.Options.MaximumSlates, inverses)) is not { } weight)
                return (null, weights, IndependentIpsEstimator.TooMany(slate, sample.Options));
            weights[i] = weight;
            terms[i] = weight * slate.Reward;
        }

        double largest = sample.Options.LargestPossibleWeight ?? weights.Max(Math.Abs);
        double reward = Math.Max(Math.Abs(sample.RewardRange.Low), Math.Abs(sample.RewardRange.High));
        return (EstimatorTerms.Mean(terms, -largest * reward, largest * reward), weights, null);
    }

    private static double? Weight(SlateEvent slate, int limit, Dictionary<string, Matrix<double>> inverses)
    {
        int actions = slate.Decision.Actions.Count;
        if (slate.Logged is null || SlateMarginals.Of(slate.Target, actions, slate.SlotCount, withPairs: false, limit) is not { } target)
            return null;
        string key = $"{slate.SlotCount}:{string.Join(' ', slate.Decision.Propensities.Select(BitConverter.DoubleToInt64Bits))}";
        if (!inverses.TryGetValue(key, out Matrix<double>? inverse))
        {
            if (SlateMarginals.Of(slate.Logged, actions, slate.SlotCount, withPairs: true, limit) is not { } logged)
                return null;
            inverse = DenseMatrix.OfArray(logged.Pairs!).PseudoInverse();
            if (inverses.Count < CacheSize)
                inverses.Add(key, inverse);
        }

        double weight = 0;
        for (int slot = 0; slot < slate.SlotCount; slot++)
        {
            int column = (slot * actions) + slate.Placed[slot];
            for (int row = 0; row < target.Singles.Length; row++)
                weight += target.Singles[row] * inverse[row, column];
        }

        return weight;
    }
}
