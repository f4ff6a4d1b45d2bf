namespace AiScholar.Rl.Core;

/// <summary>Linear Thompson sampling: each action is as likely as it is, by the posteriors of the expected rewards, the best.</summary>
/// <remarks>
/// Source: Agrawal and Goyal, "Thompson sampling for contextual bandits with linear payoffs", ICML 2013: theta_a ~ N(theta~_a, v^2 P_a). Instead
/// of drawing theta, the probability of each action to be the best is integrated over N(mean_a, v^2 variance_a), taken as independent
/// (<see cref="GaussianMaximum"/>), and the loop draws from that; so the propensities are exact, and need no seed.
/// </remarks>
internal sealed class ThompsonSamplingPolicy(ThompsonSamplingOptions options) : LinearPolicy(options, BanditBuilderExtensions.ThompsonSamplingName)
{
    protected override void Explore(Span<double> means, Span<double> variances, long learnt, Span<double> probabilities)
    {
        foreach (ref double variance in variances)
            variance = options.Scale * Math.Sqrt(variance);
        GaussianMaximum.Fill(means, variances, probabilities);
        ActionDistribution.Normalize(probabilities, options.Epsilon);
    }
}
