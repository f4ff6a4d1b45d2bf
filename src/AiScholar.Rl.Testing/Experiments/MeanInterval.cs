using System.Collections.Concurrent;
using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.Testing;

/// <summary>The mean of independent runs with Student's interval.</summary>
internal static class MeanInterval
{
    private static readonly ConcurrentDictionary<(int, double), double> Quantiles = new();

    public static (double Mean, double? Lower, double? Upper) Of(double[] values, double level)
    {
        double mean = values.Average();
        if (values.Length < 2)
            return (mean, null, null);
        double variance = values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1);
        double quantile = Quantiles.GetOrAdd((values.Length - 1, level), static key => StudentT.InvCDF(0, 1, key.Item1, (1 + key.Item2) / 2));
        double half = quantile * Math.Sqrt(variance / values.Length);
        return (mean, mean - half, mean + half);
    }
}
