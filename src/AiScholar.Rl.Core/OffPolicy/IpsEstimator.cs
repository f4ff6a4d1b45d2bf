namespace AiScholar.Rl.Core;

/// <summary>Inverse propensity scoring: the mean of w_i r_i with w_i = target / logged probability of the chosen action. Source: Horvitz and Thompson 1952; Precup, Sutton, Singh 2000.</summary>
internal sealed class IpsEstimator : IOffPolicyEstimator
{
    public string Name => "ips";

    public (double Value, double StandardError) Estimate(OffPolicySample sample) => OffPolicySample.MeanAndError(Terms(sample).Numerators);

    public (double[] Numerators, double[] Denominators) Terms(OffPolicySample sample)
    {
        double[] terms = new double[sample.Count];
        for (int i = 0; i < terms.Length; i++)
            terms[i] = sample.Weights[i] * sample.Rewards[i];
        return (terms, OffPolicySample.Ones(terms.Length));
    }
}
