namespace AiScholar.Rl.Core;

/// <summary>SquareCB: the probability of an action falls with the inverse of its gap to the action of the highest expected reward.</summary>
/// <remarks>
/// Source: Foster and Rakhlin, "Beyond UCB: optimal and efficient contextual bandits with regression oracles", ICML 2020, Algorithm 1: with
/// the best action b of K, p(a) = 1 / (K + gamma (mean_b - mean_a)) for a other than b, and p(b) the rest. Gamma grows as
/// scale (t + 1)^exponent with the number t of learnt rewards. Propensities are exact; of equal best actions, all are treated alike.
/// </remarks>
internal sealed class SquareCbPolicy(SquareCbOptions options) : LinearPolicy(options, BanditBuilderExtensions.SquareCbName)
{
    protected override bool UsesVariances => false;

    protected override void Explore(Span<double> means, Span<double> variances, long learnt, Span<double> probabilities)
    {
        double best = double.NegativeInfinity;
        foreach (double mean in means)
            best = Math.Max(best, mean);
        double gamma = options.GammaScale * Math.Pow(learnt + 1, options.GammaExponent);
        ActionDistribution.Greedy(means, 0, probabilities);
        double others = 0;
        for (int i = 0; i < means.Length; i++)
        {
            if (probabilities[i] > 0)
                continue;
            others += probabilities[i] = 1 / (means.Length + (gamma * (best - means[i])));
            means[i] = double.NaN;
        }

        for (int i = 0; i < means.Length; i++)
        {
            if (!double.IsNaN(means[i]))
                probabilities[i] *= 1 - others;
        }
    }
}
