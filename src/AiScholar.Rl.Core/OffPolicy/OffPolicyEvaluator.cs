namespace AiScholar.Rl.Core;

/// <summary>Says from a log what another policy would have earned, with an interval, or that the log cannot tell. Safe to call from many threads.</summary>
public static class OffPolicyEvaluator
{
    private static readonly IOffPolicyEstimator[] Estimators =
    [
        new IpsEstimator(), new SnipsEstimator(), new DoublyRobustEstimator(), new ClippedIpsEstimator(), new DirectMethodEstimator(), new SelfNormalizedDoublyRobustEstimator(),
        new SwitchDoublyRobustEstimator(), new ShrinkageDoublyRobustEstimator(), new MoreRobustDoublyRobustEstimator(), new MarginalizedIpsEstimator(), new ReplayEstimator(),
    ];

    /// <summary>Evaluates a policy by the estimators of <see cref="OffPolicyOptions.Estimators"/>, in the order of <see cref="OffPolicyEstimators.OfDecisions"/>.</summary>
    /// <param name="log">The decisions with their propensities and rewards, in the order they were made; those not active are left out.</param>
    /// <param name="target">The policy to evaluate.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The log holds no active decision.</exception>
    /// <exception cref="PersonalizationException">A logged decision or the target's distribution is invalid; the message names the event.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IReadOnlyList<OffPolicyEstimate> Evaluate(IReadOnlyList<LoggedDecision> log, TargetPolicy target, OffPolicyOptions? options = null)
    {
        options ??= new OffPolicyOptions();
        return Evaluate(Sample(log, target, options), options);
    }

    /// <summary>Says how much a log can tell of a policy, without estimating anything.</summary>
    /// <param name="log">The decisions; those not active are left out.</param>
    /// <param name="target">The policy.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The log holds no active decision.</exception>
    /// <exception cref="PersonalizationException">A logged decision or the target's distribution is invalid; the message names the event.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static OffPolicyDiagnostics Diagnose(IReadOnlyList<LoggedDecision> log, TargetPolicy target, OffPolicyOptions? options = null)
    {
        options ??= new OffPolicyOptions();
        return Diagnose(Sample(log, target, options));
    }

    internal static OffPolicySample Sample(IReadOnlyList<LoggedDecision> log, TargetPolicy target, OffPolicyOptions options)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(target);
        options.Validate();
        return OffPolicySample.Create([.. log.Where(decision => decision.IsActive)], target, options);
    }

    internal static OffPolicyDiagnostics Diagnose(OffPolicySample sample) => new()
    {
        SampleCount = sample.Count,
        EffectiveSampleSize = OffPolicySample.EffectiveSampleSizeOf(sample.Weights),
        LargestWeight = sample.Weights.Max(),
        MeanWeight = sample.Weights.Average(),
        UnsupportedShare = sample.UnsupportedShare,
        OverlapGaps = OverlapGaps.Of(sample),
        RefusalReason = EstimateRefusal.Of(sample.Weights, sample.UnsupportedShare, sample.Options),
    };

    internal static IReadOnlyList<OffPolicyEstimate> Evaluate(OffPolicySample sample, OffPolicyOptions options)
    {
        IOffPolicyEstimator[] chosen = [.. Estimators.Where(estimator => options.Estimators.Count == 0 || options.Estimators.Contains(estimator.Name))];
        if (chosen.Length == 0)
            return [];
        (EstimatorTerms Terms, double? Parameter)[] terms = [.. chosen.Select(estimator => estimator.Terms(sample))];
        (double Lower, double Upper)[] intervals = EstimateIntervals.Of([.. terms.Select(pair => pair.Terms.Unbiased ?? pair.Terms)], options);
        var estimates = new OffPolicyEstimate[chosen.Length];
        for (int i = 0; i < estimates.Length; i++)
        {
            double[] weights = chosen[i].Weights(sample);
            double unsupported = chosen[i].UnsupportedShare(sample);
            estimates[i] = ToEstimate(chosen[i].Name, terms[i], intervals[i], weights, unsupported, options) with
            {
                RefusalReason = chosen[i].Refusal(sample) ?? Unsteady(chosen[i], options) ?? EstimateRefusal.Of(weights, unsupported, options, chosen[i].HasImportanceWeights),
            };
        }

        return estimates;
    }

    private static string? Unsteady(IOffPolicyEstimator estimator, OffPolicyOptions options) =>
        options.Interval == OffPolicyInterval.ConfidenceSequence && !estimator.HasSteadyMean(options)
            ? $"No confidence sequence holds for '{estimator.Name}': what it estimates moves while its reward model or parameter does. Use {OffPolicyEstimators.DoublyRobust}, {OffPolicyEstimators.Ips} or {OffPolicyEstimators.Snips}, or another interval."
            : null;

    internal static OffPolicyEstimate ToEstimate(string name, (EstimatorTerms Terms, double? Parameter) estimate, (double Lower, double Upper) interval, double[] weights, double unsupported, OffPolicyOptions options) => new()
    {
        Estimator = name,
        Value = estimate.Terms.Value,
        StandardError = estimate.Terms.StandardError,
        LowerBound = estimate.Terms.Unbiased is null ? interval.Lower : Math.Min(interval.Lower, estimate.Terms.Value),
        UpperBound = estimate.Terms.Unbiased is null ? interval.Upper : Math.Max(interval.Upper, estimate.Terms.Value),
        SampleCount = weights.Length,
        EffectiveSampleSize = OffPolicySample.EffectiveSampleSizeOf(weights),
        LargestWeight = weights.Max(),
        MeanWeight = weights.Average(),
        UnsupportedShare = unsupported,
        Interval = options.Interval,
        Parameter = estimate.Parameter,
    };
}
