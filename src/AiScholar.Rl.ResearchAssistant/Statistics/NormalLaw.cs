namespace AiScholar.Rl.ResearchAssistant;

/// <summary>The standard normal distribution.</summary>
internal static class NormalLaw
{
    /// <summary>The quantile of a probability between 0 and 1.</summary>
    /// <remarks>Acklam's rational approximation (2003), relative error below 1.2e-9.</remarks>
    public static double Quantile(double p)
    {
        ReadOnlySpan<double> a = [-3.969683028665376e+01, 2.209460984245205e+02, -2.759285104469687e+02, 1.383577518672690e+02, -3.066479806614716e+01, 2.506628277459239e+00];
        ReadOnlySpan<double> b = [-5.447609879822406e+01, 1.615858368580409e+02, -1.556989798598866e+02, 6.680131188771972e+01, -1.328068155288572e+01];
        ReadOnlySpan<double> c = [-7.784894002430293e-03, -3.223964580411365e-01, -2.400758277161838e+00, -2.549732539343734e+00, 4.374664141464968e+00, 2.938163982698783e+00];
        ReadOnlySpan<double> d = [7.784695709041462e-03, 3.224671290700398e-01, 2.445134137142996e+00, 3.754408661907416e+00];
        if (p is < 0.02425 or > 0.97575)
        {
            double tail = Math.Sqrt(-2 * Math.Log(Math.Max(1e-300, Math.Min(p, 1 - p))));
            double size = ((((((((((c[0] * tail) + c[1]) * tail) + c[2]) * tail) + c[3]) * tail) + c[4]) * tail) + c[5]) / ((((((((d[0] * tail) + d[1]) * tail) + d[2]) * tail) + d[3]) * tail) + 1);
            return p < 0.5 ? size : -size;
        }

        double q = p - 0.5, r = q * q;
        return ((((((((((a[0] * r) + a[1]) * r) + a[2]) * r) + a[3]) * r) + a[4]) * r) + a[5]) * q / ((((((((((b[0] * r) + b[1]) * r) + b[2]) * r) + b[3]) * r) + b[4]) * r) + 1);
    }
}
