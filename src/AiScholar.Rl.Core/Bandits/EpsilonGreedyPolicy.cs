namespace AiScholar.Rl.Core;

/// <summary>Epsilon-greedy: the action of the highest expected reward, all but epsilon of the time; epsilon falls as rewards come, or is fixed.</summary>
/// <remarks>
/// Source: Sutton and Barto, Reinforcement Learning, 2nd edition, section 2.2; on contexts, Langford and Zhang, "The epoch-greedy
/// algorithm for multi-armed bandits with side information", NIPS 2007. Propensities are exact: the actions of the highest expectation share
/// 1 - epsilon evenly, and all actions share epsilon evenly; epsilon = final + (initial - final) / (1 + t / half-life).
/// </remarks>
internal sealed class EpsilonGreedyPolicy(EpsilonGreedyOptions options) : LinearPolicy(options, BanditBuilderExtensions.EpsilonGreedyName)
{
    protected override bool UsesVariances => false;

    protected override void Explore(Span<double> means, Span<double> variances, long learnt, Span<double> probabilities) =>
        ActionDistribution.Greedy(means, ActionDistribution.Decay(options.InitialEpsilon, options.FinalEpsilon, options.EpsilonHalfLife, learnt), probabilities);
}
