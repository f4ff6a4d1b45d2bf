using System.Globalization;

namespace AiScholar.Rl.Core;

/// <summary>Says why weights are too poor to rest an estimate on.</summary>
internal static class EstimateRefusal
{
    private const double ErrorsExplained = 4;

    public static string? Of(double[] weights, double unsupportedShare, OffPolicyOptions options, bool areImportanceWeights = true)
    {
        if (unsupportedShare > options.MaximumUnsupportedShare)
            return string.Create(CultureInfo.InvariantCulture, $"{unsupportedShare:P1} of the target's choices had no chance in the log (at most {options.MaximumUnsupportedShare:P1} is allowed): log with more exploration.");
        double effective = OffPolicySample.EffectiveSampleSizeOf(weights);
        if (effective < options.MinimumEffectiveSampleSize)
            return string.Create(CultureInfo.InvariantCulture, $"The {weights.Length} decisions are worth {effective:F1} of the target's own (at least {options.MinimumEffectiveSampleSize} are needed): the policies differ too much, or the log is too short.");
        if (!areImportanceWeights)
            return null;
        EstimatorTerms mean = EstimatorTerms.Mean(weights, 0, double.PositiveInfinity);
        double deviation = Math.Abs(mean.Value - 1 + unsupportedShare);
        return deviation > options.MaximumMeanWeightDeviation && deviation > ErrorsExplained * mean.StandardError
            ? string.Create(CultureInfo.InvariantCulture, $"The mean importance weight is {mean.Value:F3}, not 1 within {options.MaximumMeanWeightDeviation}: the logged propensities are not those the actions were drawn with, or the rare choices that would balance it never came up.")
            : null;
    }
}
