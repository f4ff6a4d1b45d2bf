using System.Globalization;
using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.Core;

/// <summary>Says from a log what another policy would have earned, with an interval, or that the log cannot tell. Safe to call from many threads.</summary>
public static class OffPolicyEvaluator
{
    private static readonly IOffPolicyEstimator[] Estimators = [new IpsEstimator(), new SnipsEstimator(), new DoublyRobustEstimator()];

    /// <summary>Evaluates a policy by every estimator: IPS, SNIPS and DR, in this order.</summary>
    /// <param name="log">The decisions with their propensities and rewards; those not active are left out.</param>
    /// <param name="target">The policy to evaluate.</param>
    /// <param name="options">How; null for the defaults.</param>
    /// <exception cref="ArgumentException">The log holds no active decision.</exception>
    /// <exception cref="PersonalizationException">A logged decision or the target's distribution is invalid; the message names the event.</exception>
    /// <exception cref="System.ComponentModel.DataAnnotations.ValidationException">An option is out of range.</exception>
    public static IReadOnlyList<OffPolicyEstimate> Evaluate(IReadOnlyList<LoggedDecision> log, TargetPolicy target, OffPolicyOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(target);
        options ??= new OffPolicyOptions();
        options.Validate();
        OffPolicySample sample = OffPolicySample.Create([.. log.Where(decision => decision.IsActive)], target, options);
        return [.. Estimators.Select(estimator => Judge(estimator, sample, options))];
    }

    private static OffPolicyEstimate Judge(IOffPolicyEstimator estimator, OffPolicySample sample, OffPolicyOptions options)
    {
        (double value, double standardError) = estimator.Estimate(sample);
        (double lower, double upper) = Interval(estimator, sample, value, standardError, options);
        return new OffPolicyEstimate
        {
            Estimator = estimator.Name,
            Value = value,
            StandardError = standardError,
            LowerBound = lower,
            UpperBound = upper,
            SampleCount = sample.Count,
            EffectiveSampleSize = sample.EffectiveSampleSize,
            LargestWeight = sample.LargestWeight,
            UnsupportedShare = sample.UnsupportedShare,
            RefusalReason = Refusal(sample, options),
        };
    }

    private static (double Lower, double Upper) Interval(IOffPolicyEstimator estimator, OffPolicySample sample, double value, double standardError, OffPolicyOptions options)
    {
        if (options.Interval == OffPolicyInterval.Bootstrap)
        {
            (double[] numerators, double[] denominators) = estimator.Terms(sample);
            return BootstrapInterval.Of(numerators, denominators, options);
        }

        double margin = Normal.InvCDF(0, 1, 0.5 + (options.ConfidenceLevel / 2)) * standardError;
        return (value - margin, value + margin);
    }

    private static string? Refusal(OffPolicySample sample, OffPolicyOptions options)
    {
        if (sample.UnsupportedShare > options.MaximumUnsupportedShare)
            return string.Create(CultureInfo.InvariantCulture, $"{sample.UnsupportedShare:P1} of the target's choices had no chance in the log (at most {options.MaximumUnsupportedShare:P1} is allowed): log with more exploration.");
        return sample.EffectiveSampleSize < options.MinimumEffectiveSampleSize
            ? string.Create(CultureInfo.InvariantCulture, $"The {sample.Count} decisions are worth {sample.EffectiveSampleSize:F1} of the target's own (at least {options.MinimumEffectiveSampleSize} are needed): the policies differ too much, or the log is too short.")
            : null;
    }
}
