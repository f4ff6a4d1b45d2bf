namespace AiScholar.Rl.Testing;

/// <summary>The built-in measures.</summary>
public static class StandardEvaluators
{
    /// <summary>All of the below with their defaults.</summary>
    public static IReadOnlyList<IEvaluator> All { get; } = [Reward(), Regret(), SimpleRegret(), Optimality(), Recovery(), Calibration()];

    /// <summary><c>reward</c>: the sum of what the choices earned; <c>mean_reward</c>: a decision's.</summary>
    public static IEvaluator Reward() => new DelegateEvaluator(static _ => new RewardTracker());

    /// <summary>
    /// <c>regret</c>: the sum over the decisions of the best mean reward less the choice's (pseudo-regret); <c>regret_exponent</c>: log2 of the
    /// regret at the end over that at half time, which is 1 for a learner that never learns, 0.5 for one whose regret grows as the square root, 0 for one that stops erring.
    /// </summary>
    /// <remarks>Source: Lattimore and Szepesvári, Bandit Algorithms, 2020, sections 4.3 and 4.6.</remarks>
    public static IEvaluator Regret() => new DelegateEvaluator(static _ => new RegretTracker());

    /// <summary><c>simple_regret</c>: the regret of the most probable action, without exploration, in the mean over the last part of the run.</summary>
    /// <param name="share">The last part, above 0 to 1.</param>
    /// <remarks>Source: Bubeck, Munos, Stoltz, "Pure exploration in multi-armed bandits problems", ALT 2009.</remarks>
    public static IEvaluator SimpleRegret(double share = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return new DelegateEvaluator(_ => new SimpleRegretTracker(share));
    }

    /// <summary><c>optimal_share</c>: the share of decisions than which none would have been better in the mean; <c>issues</c>: how many issues a loop told.</summary>
    public static IEvaluator Optimality() => new DelegateEvaluator(static _ => new OptimalityTracker());

    /// <summary>
    /// <c>recovery_decisions</c>: how many decisions after a change of the world the learner is as good as before again; that is, when the first
    /// window wholly after the change ends whose share of optimal choices is at least a level times that of the window before the change; in the mean over the change
    /// points. One that does not recover counts with the decisions up to the next change or the end, and lowers <c>recovered_share</c>.
    /// </summary>
    /// <param name="window">Decisions in a window, at least 1; the least possible recovery.</param>
    /// <param name="level">The level, above 0 to 1.</param>
    public static IEvaluator Recovery(int window = 100, double level = 0.9)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(window, 1);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(level);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(level, 1);
        return new DelegateEvaluator(changePoints => new RecoveryTracker(changePoints, window, level));
    }

    /// <summary>
    /// Whether actions are chosen as often as their stated propensities say. <c>propensity_chi_square</c>: Pearson's statistic over classes of
    /// propensities, over its degrees of freedom, 1 in the mean when they are true; <c>propensity_refuted</c>: 1 when such a deviation has a chance below 1 %, so that a
    /// report shows the share of runs; <c>action_chi_square</c> and <c>action_refuted</c>: the same over the actions' ids.
    /// </summary>
    public static IEvaluator Calibration() => new DelegateEvaluator(static _ => new CalibrationTracker());
}
