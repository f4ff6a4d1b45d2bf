namespace AiScholar.Rl.Core;

/// <summary>RegCB: the action with the highest reward that any predictor nearly as good as the best fit believes in; or any that may be the best.</summary>
/// <remarks>
/// <para>Source: Foster, Agarwal, Dudik, Luo, Schapire, "Practical contextual bandits with regression oracles", ICML 2018, Algorithms 1
/// (elimination) and 2 (optimistic). For ridge regression the search over predictors has a closed form: with (theta - theta_a)'A_a(theta - theta_a)
/// at most beta, predictions range over mean +- sqrt(beta x'P_a x), cut to the range of rewards.</para>
/// <para>beta = mellowness log(t + 1), where t is the number of learnt rewards. Propensities are exact: the actions taken share 1 - epsilon
/// evenly, and all share epsilon evenly.</para>
/// </remarks>
internal sealed class RegCbPolicy(RegCbOptions options) : LinearPolicy(options, BanditBuilderExtensions.RegCbName)
{
    protected override void Explore(Span<double> means, Span<double> variances, long learnt, Span<double> probabilities)
    {
        double beta = options.Mellowness * Math.Log(learnt + 2);
        double highestLower = double.NegativeInfinity;
        for (int i = 0; i < means.Length; i++)
        {
            double width = Math.Sqrt(beta * variances[i]);
            highestLower = Math.Max(highestLower, Cut(means[i] - width));
            means[i] = Cut(means[i] + width);
        }

        if (options.Elimination)
        {
            foreach (ref double upper in means)
                upper = upper >= highestLower ? 1 : 0;
        }

        ActionDistribution.Greedy(means, options.Epsilon, probabilities);
    }

    private double Cut(double value) => Math.Max(options.MinReward, Math.Min(options.MaxReward, value));
}
