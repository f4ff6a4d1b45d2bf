namespace AiScholar.Rl.Core;

/// <summary>The percentile bootstrap of a ratio of sums over events, which every estimator is. Source: Efron and Tibshirani 1993, section 13.3.</summary>
internal static class BootstrapInterval
{
    /// <param name="numerators">One term an event.</param>
    /// <param name="denominators">One term an event: 1 for a mean, the weight for a self-normalised estimate.</param>
    /// <param name="options">Level, number of resamples and seed.</param>
    public static (double Lower, double Upper) Of(double[] numerators, double[] denominators, OffPolicyOptions options)
    {
        var random = new Random(options.Seed);
        double[] values = new double[options.BootstrapSamples];
        for (int sample = 0; sample < values.Length; sample++)
        {
            double numerator = 0, denominator = 0;
            for (int i = 0; i < numerators.Length; i++)
            {
                int drawn = random.Next(numerators.Length);
                numerator += numerators[drawn];
                denominator += denominators[drawn];
            }

            values[sample] = denominator > 0 ? numerator / denominator : 0;
        }

        Array.Sort(values);
        double tail = (1 - options.ConfidenceLevel) / 2;
        return (Quantile(values, tail), Quantile(values, 1 - tail));
    }

    private static double Quantile(double[] sorted, double level)
    {
        double position = level * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
