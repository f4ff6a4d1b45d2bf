namespace AiScholar.Rl.Core;

/// <summary>
/// Doubly robust: the mean of sum_a pi(a) q(x_i, a) + w_i (r_i - q(x_i, a_i)), where q is a ridge regression of the reward on the context for
/// each action, fitted on the other folds. Source: Dudik, Langford, Li 2011, equation 3; cross-fitting: Chernozhukov et al. 2018.
/// </summary>
internal sealed class DoublyRobustEstimator : IOffPolicyEstimator
{
    public string Name => "dr";

    public (double Value, double StandardError) Estimate(OffPolicySample sample) => OffPolicySample.MeanAndError(Terms(sample).Numerators);

    public (double[] Numerators, double[] Denominators) Terms(OffPolicySample sample)
    {
        double[] terms = new double[sample.Count];
        for (int i = 0; i < terms.Length; i++)
            terms[i] = sample.ModelValues[i] + (sample.Weights[i] * (sample.Rewards[i] - sample.ModelOfChosen[i]));
        return (terms, OffPolicySample.Ones(terms.Length));
    }
}
