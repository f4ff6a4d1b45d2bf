using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Core;

/// <summary>Settings of RegCB; bound from the policy's <c>Parameters</c>.</summary>
public sealed class RegCbOptions : LinearModelSettings, IValidatableObject
{
    /// <summary>How much more squared error than the best fit a predictor may have and still be believed, times log(t + 1): the larger, the wider the bounds, 0 to 1000.</summary>
    /// <value>The default is 0.01.</value>
    [Range(0, 1000, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Mellowness { get; set; } = 0.01;

    /// <summary>Whether every action that may still be the best is as likely (RegCB-elimination); otherwise the one of the highest bound is taken (RegCB-optimistic).</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool Elimination { get; set; }

    /// <summary>The smallest reward there is; bounds are cut there.</summary>
    /// <value>The default is 0.</value>
    [Range(-1e6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double MinReward { get; set; }

    /// <summary>The largest reward there is; bounds are cut there.</summary>
    /// <value>The default is 1.</value>
    [Range(-1e6, 1e6, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double MaxReward { get; set; } = 1;

    /// <summary>The share of decisions spread evenly over all actions, 0 to 1; above 0, any policy can be evaluated on the log.</summary>
    /// <value>The default is 0.001.</value>
    [Range(0, 1, ErrorMessage = "{0} must be from {1} to {2}.")]
    public double Epsilon { get; set; } = 0.001;

    IEnumerable<ValidationResult> IValidatableObject.Validate(ValidationContext validationContext)
    {
        if (MinReward >= MaxReward)
            yield return new ValidationResult($"MinReward ({MinReward}) must be below MaxReward ({MaxReward}).", [nameof(MinReward), nameof(MaxReward)]);
    }
}
