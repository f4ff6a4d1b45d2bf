namespace AiScholar.Rl.Core;

/// <summary>Finds the intervals of several estimates of one log.</summary>
internal static class EstimateIntervals
{
    public static (double Lower, double Upper)[] Of(IReadOnlyList<EstimatorTerms> estimates, OffPolicyOptions options)
    {
        double error = 1 - options.ConfidenceLevel;
        return options.Interval switch
        {
            OffPolicyInterval.Bootstrap or OffPolicyInterval.BootstrapCorrected => BootstrapInterval.Of(estimates, options),
            OffPolicyInterval.EmpiricalBernstein => [.. estimates.Select(terms => ExactInterval.Of(terms, error, EmpiricalBernsteinInterval.OfMean))],
            OffPolicyInterval.ConfidenceSequence => [.. estimates.Select(terms => ExactInterval.Of(terms, error, ConfidenceSequenceInterval.OfMean))],
            _ => [.. estimates.Select(terms => Normal(terms, options.ConfidenceLevel))],
        };
    }

    public static (double Lower, double Upper) Normal(EstimatorTerms terms, double confidenceLevel)
    {
        double margin = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 + (confidenceLevel / 2)) * terms.StandardError;
        return (terms.Value - margin, terms.Value + margin);
    }
}
