namespace AiScholar.Rl.Core;

/// <summary>Says from a log of slates what another policy's slates would have earned, with an interval, or that the log cannot tell. Safe to call from many threads.</summary>
public static class SlateEvaluator
{
    private static readonly ISlateEstimator[] Estimators =
        [new SlateIpsEstimator(), new IndependentIpsEstimator(), new RewardInteractionIpsEstimator(), new PseudoInverseEstimator(), new CascadeDoublyRobustEstimator()];

    /// <summary>Evaluates a policy by the estimators of <see cref="OffPolicyOptions.Estimators"/>, in the order of <see cref="OffPolicyEstimators.OfSlates"/>.</summary>
    /// <param name="log">The decisions with their slots; one without slots is a slate of one. Those not active are left out.</param>
    /// <param name="target">The policy to evaluate.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <returns>Mean rewards of whole slates. One that the log does not allow has the value NaN and says why.</returns>
    /// <exception cref="ArgumentException">The log holds no active decision.</exception>
    /// <exception cref="PersonalizationException">A logged decision or the target's distribution is invalid; the message names the event.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IReadOnlyList<OffPolicyEstimate> Evaluate(IReadOnlyList<LoggedDecision> log, SlateTargetPolicy target, OffPolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(target);
        options ??= new OffPolicyOptions();
        options.Validate();
        SlateSample sample = SlateSample.Create(log, target, options);
        return [.. Estimators.Where(estimator => options.Estimators.Count == 0 || options.Estimators.Contains(estimator.Name)).Select(estimator => Judge(estimator, sample))];
    }

    private static OffPolicyEstimate Judge(ISlateEstimator estimator, SlateSample sample)
    {
        if (estimator.NeedsSlotRewards && !sample.HasSlotRewards)
            return Refused(estimator, sample, "It needs the reward of each slot, and the log has none; give RewardRequest.Slot, or use sips or pi.");
        (EstimatorTerms? terms, double[] weights, string? refusal) = estimator.Terms(sample);
        if (terms is null)
            return Refused(estimator, sample, refusal!);
        (double Lower, double Upper) interval = EstimateIntervals.Of([terms], sample.Options)[0];
        return OffPolicyEvaluator.ToEstimate(estimator.Name, (terms, null), interval, weights, sample.UnsupportedShare, sample.Options) with
        {
            RefusalReason = EstimateRefusal.Of(weights, sample.UnsupportedShare, sample.Options),
        };
    }

    private static OffPolicyEstimate Refused(ISlateEstimator estimator, SlateSample sample, string reason) => new()
    {
        Estimator = estimator.Name,
        Value = double.NaN,
        StandardError = double.NaN,
        LowerBound = double.NaN,
        UpperBound = double.NaN,
        SampleCount = sample.Count,
        EffectiveSampleSize = 0,
        LargestWeight = 0,
        UnsupportedShare = sample.UnsupportedShare,
        Interval = sample.Options.Interval,
        RefusalReason = reason,
    };
}
