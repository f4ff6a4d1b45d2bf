namespace AiScholar.Rl.Core;

/// <summary>Self-normalised inverse propensity scoring: sum w_i r_i / sum w_i, its error by the delta method. Source: Swaminathan and Joachims 2015, equation 5.</summary>
internal sealed class SnipsEstimator : IOffPolicyEstimator
{
    public string Name => "snips";

    public (double Value, double StandardError) Estimate(OffPolicySample sample)
    {
        double total = 0, weighted = 0;
        for (int i = 0; i < sample.Count; i++)
        {
            total += sample.Weights[i];
            weighted += sample.Weights[i] * sample.Rewards[i];
        }

        if (total <= 0)
            return (0, double.PositiveInfinity);
        double value = weighted / total, squares = 0;
        for (int i = 0; i < sample.Count; i++)
        {
            double residual = sample.Weights[i] * (sample.Rewards[i] - value);
            squares += residual * residual;
        }

        return (value, Math.Sqrt(squares) / total);
    }

    public (double[] Numerators, double[] Denominators) Terms(OffPolicySample sample)
    {
        double[] terms = new double[sample.Count];
        for (int i = 0; i < terms.Length; i++)
            terms[i] = sample.Weights[i] * sample.Rewards[i];
        return (terms, sample.Weights);
    }
}
