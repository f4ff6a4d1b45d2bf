using System.Numerics.Tensors;
using MathNet.Numerics.Distributions;

namespace AiScholar.Rl.Core;

/// <summary>
/// The bootstrap over events of several estimates at once, so that they share the draws. Source: Efron and Tibshirani 1993, section 13.3
/// (percentiles) and equation 14.10 (BCa, its acceleration from the estimates' influences).
/// </summary>
internal static class BootstrapInterval
{
    public static (double Lower, double Upper)[] Of(IReadOnlyList<EstimatorTerms> estimates, OffPolicyOptions options)
    {
        int count = estimates[0].Count;
        var random = new Random(options.Seed);
        double[][] values = [.. estimates.Select(_ => new double[options.BootstrapSamples])];
        double[] drawn = new double[count];
        for (int sample = 0; sample < options.BootstrapSamples; sample++)
        {
            Array.Clear(drawn);
            for (int i = 0; i < count; i++)
                drawn[random.Next(count)]++;
            for (int estimate = 0; estimate < values.Length; estimate++)
                values[estimate][sample] = ValueOf(estimates[estimate], drawn);
        }

        double tail = (1 - options.ConfidenceLevel) / 2;
        var intervals = new (double, double)[values.Length];
        for (int estimate = 0; estimate < values.Length; estimate++)
        {
            Array.Sort(values[estimate]);
            (double low, double high) = options.Interval == OffPolicyInterval.BootstrapCorrected ? Correct(values[estimate], estimates[estimate], tail) : (tail, 1 - tail);
            intervals[estimate] = (Quantile(values[estimate], low), Quantile(values[estimate], high));
        }

        return intervals;
    }

    private static double ValueOf(EstimatorTerms terms, double[] drawn)
    {
        double numerator = TensorPrimitives.Dot<double>(drawn, terms.Numerators);
        double denominator = terms.Denominators is null ? drawn.Length : TensorPrimitives.Dot<double>(drawn, terms.Denominators);
        double mean = terms.Base is null ? 0 : TensorPrimitives.Dot<double>(drawn, terms.Base) / drawn.Length;
        return mean + (denominator > 0 ? numerator / denominator : 0);
    }

    private static (double Low, double High) Correct(double[] sorted, EstimatorTerms terms, double tail)
    {
        double value = terms.Value, cubes = 0, squares = 0;
        foreach (double influence in terms.Influences())
            (cubes, squares) = (cubes + (influence * influence * influence), squares + (influence * influence));
        if (!(squares > 0))
            return (tail, 1 - tail);
        double acceleration = cubes / (6 * Math.Pow(squares, 1.5));
        double below = (sorted.Count(other => other < value) + (0.5 * sorted.Count(other => other == value))) / sorted.Length;
        double bias = Normal.InvCDF(0, 1, Math.Clamp(below, 0.5 / sorted.Length, 1 - (0.5 / sorted.Length)));
        double Level(double normal)
        {
            double moved = bias + normal;
            return Normal.CDF(0, 1, bias + (moved / Math.Max(1e-6, 1 - (acceleration * moved))));
        }

        return (Level(Normal.InvCDF(0, 1, tail)), Level(Normal.InvCDF(0, 1, 1 - tail)));
    }

    private static double Quantile(double[] sorted, double level)
    {
        // Of B values the k-th smallest is the quantile of k / (B + 1): Davison and Hinkley 1997, section 5.2.
        double position = Math.Clamp((level * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((position - below) * (sorted[above] - sorted[below]));
    }
}
