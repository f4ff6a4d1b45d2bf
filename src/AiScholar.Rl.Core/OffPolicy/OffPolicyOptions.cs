using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>How to evaluate a policy on a log.</summary>
public sealed class OffPolicyOptions
{
    /// <summary>Probability with which an interval is to cover the true value, above 0 and below 1.</summary>
    /// <value>The default is 0.95.</value>
    [Range(0.5, 0.9999, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double ConfidenceLevel { get; set; } = 0.95;

    /// <summary>How intervals are found.</summary>
    /// <value>The default is <see cref="OffPolicyInterval.Normal"/>.</value>
    [EnumDataType(typeof(OffPolicyInterval), ErrorMessage = "{0} must be Normal, Bootstrap, BootstrapCorrected, EmpiricalBernstein or ConfidenceSequence.")]
    public OffPolicyInterval Interval { get; set; }

    /// <summary>How many logs a bootstrap draws, 100 to 100,000.</summary>
    /// <value>The default is 1,000.</value>
    [Range(100, 100_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int BootstrapSamples { get; set; } = 1000;

    /// <summary>Seed of the bootstrap: the same log, options and seed give the same interval.</summary>
    /// <value>The default is 0.</value>
    public int Seed { get; set; }

    /// <summary>Below this effective sample size an estimate is refused, at least 2.</summary>
    /// <value>The default is 30.</value>
    [Range(2, double.MaxValue, ErrorMessage = "{0} must be at least 2.")]
    public double MinimumEffectiveSampleSize { get; set; } = 30;

    /// <summary>Above this share of the target's choices that the log could never have made an estimate is refused, 0 to 1.</summary>
    /// <value>The default is 0.01.</value>
    [Range(0.0, 1.0, ErrorMessage = "{0} must be from 0 to 1.")]
    public double MaximumUnsupportedShare { get; set; } = 0.01;

    /// <summary>How far the mean of the importance weights may be from its expected 1 before an estimate is refused, above 0; it is refused only if 4 standard errors would not explain it either.</summary>
    /// <value>The default is 0.1.</value>
    [Range(1e-9, double.MaxValue, ErrorMessage = "{0} must be above 0.")]
    public double MaximumMeanWeightDeviation { get; set; } = 0.1;

    /// <summary>Below this propensity an action that the target plays counts as an overlap gap, 0 to 1.</summary>
    /// <value>The default is 0.001.</value>
    [Range(0.0, 1.0, ErrorMessage = "{0} must be from 0 to 1.")]
    public double MinimumOverlap { get; set; } = 0.001;

    /// <summary>The least reward there can be; exact intervals rest on it and rewards below are refused. Null: the least of the log.</summary>
    public double? RewardMinimum { get; set; }

    /// <summary>The largest reward there can be; exact intervals rest on it and rewards above are refused. Null: the largest of the log.</summary>
    public double? RewardMaximum { get; set; }

    /// <summary>The largest importance weight there can be; exact intervals rest on it. Null: the largest of any action of any event of the log.</summary>
    [Range(1e-9, double.MaxValue, ErrorMessage = "{0} must be above 0.")]
    public double? LargestPossibleWeight { get; set; }

    /// <summary>The names of the estimators to use, of <see cref="OffPolicyEstimators"/>; empty for all.</summary>
    public IReadOnlyList<string> Estimators { get; set; } = [];

    /// <summary>The largest weight that <c>clipped-ips</c> lets pass, above 0. Null: chosen by SLOPE.</summary>
    [Range(1e-9, double.MaxValue, ErrorMessage = "{0} must be above 0.")]
    public double? WeightClip { get; set; }

    /// <summary>The weight above which <c>switch-dr</c> trusts the reward model alone, at least 0. Null: chosen by SLOPE.</summary>
    [Range(0, double.MaxValue, ErrorMessage = "{0} must be at least 0.")]
    public double? SwitchThreshold { get; set; }

    /// <summary>Lambda of <c>dros</c>, at least 0; the smaller, the more weights are shrunken. Null: chosen by SLOPE.</summary>
    [Range(0, double.MaxValue, ErrorMessage = "{0} must be at least 0.")]
    public double? Shrinkage { get; set; }

    /// <summary>What an action is, for <c>mips</c>: actions of the same group count as one. Null: actions of the same features, or the action itself when it has none.</summary>
    public Func<DecisionAction, string>? ActionGroup { get; set; }

    /// <summary>Whether a slate's slots were drawn each by itself, so that slot propensities are marginal ones; the pseudo-inverse is then a sum.</summary>
    /// <value>The default is <see langword="false"/>: each slot from what the slots before left, as the loops of this SDK draw.</value>
    public bool IndependentSlots { get; set; }

    /// <summary>How many different slates of an event may be enumerated for <c>pi</c> and <c>iips</c>, 1 to 1,000,000; of more they are refused.</summary>
    /// <value>The default is 5,000.</value>
    [Range(1, 1_000_000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int MaximumSlates { get; set; } = 5000;

    /// <summary>Reward of an event that never got one, finite.</summary>
    /// <value>The default is 0.</value>
    public double DefaultReward { get; set; }

    /// <summary>Ridge of the reward model of the doubly robust estimator, above 0.</summary>
    /// <value>The default is 1.</value>
    [Range(1e-9, 1e9, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Ridge { get; set; } = 1;

    /// <summary>In how many parts the log is cut so that no event is judged by a reward model that learnt from it, at least 2.</summary>
    /// <value>The default is 2.</value>
    [Range(2, 100, ErrorMessage = "{0} must be from {1} to {2}.")]
    public int Folds { get; set; } = 2;

    internal OffPolicyOptions WithConfidenceLevel(double level)
    {
        var copy = (OffPolicyOptions)MemberwiseClone();
        copy.ConfidenceLevel = level;
        return copy;
    }

    /// <summary>The same with further estimators among those used.</summary>
    internal OffPolicyOptions WithEstimators(params string[] names)
    {
        var copy = (OffPolicyOptions)MemberwiseClone();
        if (Estimators.Count > 0)
            copy.Estimators = [.. Estimators.Union(names)];
        return copy;
    }

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (!double.IsFinite(DefaultReward))
            throw new ValidationException($"{nameof(DefaultReward)} must be finite.");
        if (!double.IsFinite(RewardMinimum ?? 0) || !double.IsFinite(RewardMaximum ?? 0) || RewardMinimum > RewardMaximum)
            throw new ValidationException($"{nameof(RewardMinimum)} and {nameof(RewardMaximum)} must be finite and in this order.");
        foreach (string name in Estimators)
        {
            if (!OffPolicyEstimators.OfDecisions.Contains(name) && !OffPolicyEstimators.OfSlates.Contains(name))
                throw new ValidationException($"{nameof(Estimators)} names '{name}'; there are {string.Join(", ", [.. OffPolicyEstimators.OfDecisions, .. OffPolicyEstimators.OfSlates])}.");
        }
    }
}
