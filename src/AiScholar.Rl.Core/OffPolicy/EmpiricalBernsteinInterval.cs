namespace AiScholar.Rl.Core;

/// <summary>
/// The empirical Bernstein bound on a mean: mean +- sqrt(2 V L / n) + 7 R L / (3 (n - 1)), L = ln(4 / error) for both sides, V the sample
/// variance, R the range. Source: Maurer and Pontil 2009, Theorem 4.
/// </summary>
internal static class EmpiricalBernsteinInterval
{
    public static (double Lower, double Upper) OfMean(ReadOnlySpan<double> terms, double low, double high, double error)
    {
        int count = terms.Length;
        if (count < 2 || !double.IsFinite(high - low))
            return (low, high);
        double mean = System.Numerics.Tensors.TensorPrimitives.Sum(terms) / count, squares = 0;
        foreach (double term in terms)
            squares += (term - mean) * (term - mean);
        double log = Math.Log(4 / error);
        double margin = Math.Sqrt(2 * squares / (count - 1) * log / count) + (7 * (high - low) * log / (3 * (count - 1.0)));
        return (Math.Max(low, mean - margin), Math.Min(high, mean + margin));
    }
}
