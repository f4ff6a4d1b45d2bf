namespace AiScholar.Rl;

/// <summary>Quantiles and means of <see cref="DurationDistribution"/>s, in ticks.</summary>
/// <remarks>Normal quantile: Acklam's rational approximation with one Halley step on the complementary error function of Numerical Recipes (2nd ed., 6.2), error below 1e-9.</remarks>
internal static class DurationMath
{
    /// <summary>No length is longer: 10,000 years.</summary>
    public const double MaxTicks = 3_652_425d * TimeSpan.TicksPerDay;

    private const double Tail = 1e-9;

    public static string? FindFault(DurationDistribution law) => law.Kind switch
    {
        DurationDistributionKind.Uniform or DurationDistributionKind.Triangular when law.Minimum is not { Ticks: >= 0 } || law.Maximum is not { } || law.Maximum < law.Minimum
            => "Its minimum and maximum must be given, not negative, and in this order.",
        DurationDistributionKind.Triangular when law.Mode is not { } mode || mode < law.Minimum || mode > law.Maximum => "Its mode must lie from its minimum to its maximum.",
        DurationDistributionKind.LogNormal when law.Median is not { Ticks: > 0 } || law.LogStandardDeviation is not (> 0 and <= 10) => "Its median must be above 0 and its logarithmic standard deviation above 0 and at most 10.",
        DurationDistributionKind.Exponential when law.Mean is not { Ticks: > 0 } => "Its mean must be above 0.",
        DurationDistributionKind.Normal when law.Mean is not { Ticks: > 0 } || law.StandardDeviation is not { Ticks: > 0 } => "Its mean and standard deviation must be above 0.",
        DurationDistributionKind.Normal when law.Minimum < TimeSpan.Zero || law.Maximum <= (law.Minimum ?? TimeSpan.Zero) => "Its minimum must not be negative and its maximum must be above it.",
        DurationDistributionKind.Empirical when law.Samples is not { Count: > 0 } || law.Samples.Any(sample => sample < TimeSpan.Zero) => "It must have at least one sample, and none may be negative.",
        < DurationDistributionKind.Uniform or > DurationDistributionKind.Empirical => $"Its kind {law.Kind} is unknown.",
        _ => null,
    };

    public static long Quantile(DurationDistribution law, double p)
    {
        double ticks = law.Kind switch
        {
            DurationDistributionKind.Uniform => Min(law) + p * (Max(law) - Min(law)),
            DurationDistributionKind.Triangular => Triangular(Min(law), law.Mode!.Value.Ticks, Max(law), p),
            DurationDistributionKind.LogNormal => law.Median!.Value.Ticks * Math.Exp(law.LogStandardDeviation!.Value * NormalQuantile(Inner(p))),
            DurationDistributionKind.Exponential => -law.Mean!.Value.Ticks * Math.Log(1 - Math.Min(p, 1 - Tail)),
            DurationDistributionKind.Normal => Normal(law, p),
            _ => Empirical(law.Samples, p),
        };
        return (long)Math.Round(Math.Clamp(ticks, 0, MaxTicks));
    }

    public static double MeanTicks(DurationDistribution law)
    {
        switch (law.Kind)
        {
            case DurationDistributionKind.Uniform:
                return (Min(law) + Max(law)) / 2;
            case DurationDistributionKind.Triangular:
                return (Min(law) + law.Mode!.Value.Ticks + Max(law)) / 3;
            case DurationDistributionKind.LogNormal:
                double sigma = law.LogStandardDeviation!.Value;
                return law.Median!.Value.Ticks * Math.Exp(sigma * sigma / 2);
            case DurationDistributionKind.Exponential:
                return law.Mean!.Value.Ticks;
            case DurationDistributionKind.Normal:
                (double mean, double deviation, double low, double high) = Cut(law);
                double mass = NormalCdf(high) - NormalCdf(low);
                return mean + deviation * (Density(low) - Density(high)) / Math.Max(mass, 1e-300);
            default:
                return law.Samples.Average(sample => (double)sample.Ticks);
        }
    }

    /// <summary>The standard normal quantile of a probability from 0 to 1, both excluded.</summary>
    public static double NormalQuantile(double p)
    {
        ReadOnlySpan<double> a = [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];
        ReadOnlySpan<double> b = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01];
        ReadOnlySpan<double> c = [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];
        ReadOnlySpan<double> d = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00];
        double x;
        if (p is < 0.02425 or > 0.97575)
        {
            double q = Math.Sqrt(-2 * Math.Log(Math.Min(p, 1 - p)));
            x = (((((c[0] * q + c[1]) * q + c[2]) * q + c[3]) * q + c[4]) * q + c[5]) / ((((d[0] * q + d[1]) * q + d[2]) * q + d[3]) * q + 1);
            x = p < 0.5 ? x : -x;
        }
        else
        {
            double q = p - 0.5, r = q * q;
            x = (((((a[0] * r + a[1]) * r + a[2]) * r + a[3]) * r + a[4]) * r + a[5]) * q / (((((b[0] * r + b[1]) * r + b[2]) * r + b[3]) * r + b[4]) * r + 1);
        }

        double error = NormalCdf(x) - p;
        double step = error * Math.Sqrt(2 * Math.PI) * Math.Exp(x * x / 2);
        return x - step / (1 + x * step / 2);
    }

    private static double Min(DurationDistribution law) => law.Minimum!.Value.Ticks;

    private static double Max(DurationDistribution law) => law.Maximum!.Value.Ticks;

    private static double Inner(double p) => Math.Clamp(p, Tail, 1 - Tail);

    private static double Triangular(double low, double mode, double high, double p)
    {
        double width = high - low;
        if (width == 0)
            return low;
        double below = (mode - low) / width;
        return p < below ? low + Math.Sqrt(p * width * (mode - low)) : high - Math.Sqrt((1 - p) * width * (high - mode));
    }

    private static double Normal(DurationDistribution law, double p)
    {
        (double mean, double deviation, double low, double high) = Cut(law);
        double from = NormalCdf(low), to = NormalCdf(high);
        return mean + deviation * Math.Clamp(NormalQuantile(Inner(from + p * (to - from))), low, high);
    }

    private static (double Mean, double Deviation, double Low, double High) Cut(DurationDistribution law)
    {
        double mean = law.Mean!.Value.Ticks, deviation = law.StandardDeviation!.Value.Ticks;
        double low = ((law.Minimum ?? TimeSpan.Zero).Ticks - mean) / deviation;
        return (mean, deviation, low, law.Maximum is { } maximum ? (maximum.Ticks - mean) / deviation : Math.Max(low, 0) + 40);
    }

    private static double Empirical(IReadOnlyList<TimeSpan> samples, double p)
    {
        long[] sorted = [.. samples.Select(sample => sample.Ticks).Order()];
        double at = p * (sorted.Length - 1);
        int below = (int)at;
        return below + 1 < sorted.Length ? sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]) : sorted[below];
    }

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    private static double NormalCdf(double x) => Complement(-x / Math.Sqrt(2)) / 2;

    /// <summary>The complementary error function by its continued fraction in the tails and its series near 0, accurate to 1e-14.</summary>
    private static double Complement(double x)
    {
        double size = Math.Abs(x);
        if (size > 26)
            return x > 0 ? 0 : 2;
        double value;
        if (size < 2.5)
        {
            double term = size, sum = size;
            for (int n = 1; n < 200 && term > sum * 1e-17; n++)
            {
                term *= 2 * size * size / (2 * n + 1);
                sum += term;
            }

            value = 1 - 2 / Math.Sqrt(Math.PI) * Math.Exp(-size * size) * sum;
        }
        else
        {
            double fraction = 0;
            for (int n = 120; n > 0; n--)
                fraction = n / 2.0 / (size + fraction);
            value = Math.Exp(-size * size) / Math.Sqrt(Math.PI) / (size + fraction);
        }

        return x >= 0 ? value : 2 - value;
    }
}
