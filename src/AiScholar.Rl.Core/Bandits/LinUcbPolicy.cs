namespace AiScholar.Rl.Core;

/// <summary>
/// LinUCB: ridge regression of the reward on the context for each action, and of what is left on the features that actions share; the
/// action with the largest upper confidence bound is taken, all but epsilon of the time.
/// </summary>
/// <remarks>
/// <para>Source: Li, Chu, Langford, Schapire, "A contextual-bandit approach to personalized news article recommendation", WWW 2010,
/// Algorithms 1 (disjoint) and 2 (hybrid). Bound of action a with context x and shared features z:</para>
/// <para>x'theta~_a + u'beta + alpha sqrt(x'P_a x + u'P_0 u), where u = z - G_a'x.</para>
/// <para>This is Algorithm 2 with theta~ = A_a^-1 b_a and G = A_a^-1 B_a in place of b and B: then its update of A_0 and b_0 is the single
/// term u u' / (1 + x'P x), so that every matrix is kept by one Sherman-Morrison step and none is inverted.</para>
/// <para>Propensities are exact: the actions whose bound is the largest (within 1e-12 of it) share 1 - epsilon evenly, and all actions share
/// epsilon evenly. Epsilon falls with the number t of learnt rewards: final + (initial - final) / (1 + t / half-life).</para>
/// </remarks>
internal sealed class LinUcbPolicy(LinUcbOptions options) : LinearPolicy(options, BanditBuilderExtensions.LinUcbName)
{
    protected override double? Optimism => options.Alpha;

    protected override void Explore(Span<double> means, Span<double> variances, long learnt, Span<double> probabilities)
    {
        for (int i = 0; i < means.Length; i++)
            means[i] += options.Alpha * Math.Sqrt(variances[i]);
        ActionDistribution.Greedy(means, ActionDistribution.Decay(options.InitialEpsilon, options.FinalEpsilon, options.EpsilonHalfLife, learnt), probabilities);
    }
}
