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
    [EnumDataType(typeof(OffPolicyInterval), ErrorMessage = "{0} must be Normal or Bootstrap.")]
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

    internal void Validate()
    {
        Validator.ValidateObject(this, new ValidationContext(this), validateAllProperties: true);
        if (!double.IsFinite(DefaultReward))
            throw new ValidationException($"{nameof(DefaultReward)} must be finite.");
    }
}
