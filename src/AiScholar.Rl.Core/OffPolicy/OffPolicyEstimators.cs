namespace AiScholar.Rl.Core;

/// <summary>The names of the estimators, as <see cref="OffPolicyEstimate.Estimator"/> gives them and <see cref="OffPolicyOptions.Estimators"/> takes them.</summary>
public static class OffPolicyEstimators
{
    /// <summary>Inverse propensity scoring.</summary>
    public const string Ips = "ips";

    /// <summary>Self-normalised inverse propensity scoring.</summary>
    public const string Snips = "snips";

    /// <summary>Doubly robust.</summary>
    public const string DoublyRobust = "dr";

    /// <summary>Inverse propensity scoring with clipped weights.</summary>
    public const string ClippedIps = "clipped-ips";

    /// <summary>The direct method: the reward model alone.</summary>
    public const string DirectMethod = "dm";

    /// <summary>Self-normalised doubly robust.</summary>
    public const string SelfNormalizedDoublyRobust = "sndr";

    /// <summary>Doubly robust where weights are small, the reward model where they are large.</summary>
    public const string SwitchDoublyRobust = "switch-dr";

    /// <summary>Doubly robust with optimistic shrinkage of the weights.</summary>
    public const string ShrinkageDoublyRobust = "dros";

    /// <summary>Doubly robust with the reward model that makes its variance least.</summary>
    public const string MoreRobustDoublyRobust = "mrdr";

    /// <summary>Marginalised inverse propensity scoring, over what actions are.</summary>
    public const string MarginalizedIps = "mips";

    /// <summary>The mean over the events on which target and log agree.</summary>
    public const string Replay = "replay";

    /// <summary>Of slates: inverse propensity scoring of the slate as a whole.</summary>
    public const string SlateIps = "sips";

    /// <summary>Of slates: each slot by the weight of its own action alone.</summary>
    public const string IndependentIps = "iips";

    /// <summary>Of slates: each slot by the weight of it and those before.</summary>
    public const string RewardInteractionIps = "rips";

    /// <summary>Of slates: the pseudo-inverse estimator.</summary>
    public const string PseudoInverse = "pi";

    /// <summary>Of slates: doubly robust under the cascade assumption.</summary>
    public const string CascadeDoublyRobust = "cascade-dr";

    /// <summary>The estimators of single decisions, in the order they are reported.</summary>
    public static IReadOnlyList<string> OfDecisions { get; } =
        [Ips, Snips, DoublyRobust, ClippedIps, DirectMethod, SelfNormalizedDoublyRobust, SwitchDoublyRobust, ShrinkageDoublyRobust, MoreRobustDoublyRobust, MarginalizedIps, Replay];

    /// <summary>The estimators of slates, in the order they are reported.</summary>
    public static IReadOnlyList<string> OfSlates { get; } = [SlateIps, IndependentIps, RewardInteractionIps, PseudoInverse, CascadeDoublyRobust];
}
