namespace AiScholar.Rl.Core;

/// <summary>
/// Turns a bound on the mean of bounded terms into an interval of an estimate. Of a mean it is the bound itself; of a ratio N / D it is every v
/// for which the mean of N - v D may be 0; a mean and a ratio share the error between them.
/// </summary>
internal static class ExactInterval
{
    private const int Steps = 60;

    /// <param name="terms">The estimate.</param>
    /// <param name="error">The probability of missing the true value.</param>
    /// <param name="bound">The interval of a mean: of terms within a range, with an error.</param>
    public static (double Lower, double Upper) Of(EstimatorTerms terms, double error, MeanBound bound)
    {
        if (terms.Denominators is null)
            return bound(terms.Numerators, terms.Range.Low, terms.Range.High, error);
        if (terms.Base is null)
            return OfRatio(terms, error, bound);
        (double baseLower, double baseUpper) = bound(terms.Base, terms.BaseRange.Low, terms.BaseRange.High, error / 2);
        (double lower, double upper) = OfRatio(terms, error / 2, bound);
        return (baseLower + lower, baseUpper + upper);
    }

    private static (double Lower, double Upper) OfRatio(EstimatorTerms terms, double error, MeanBound bound)
    {
        double[] differences = new double[terms.Count];
        (double Lower, double Upper) At(double value)
        {
            for (int i = 0; i < differences.Length; i++)
                differences[i] = terms.Numerators[i] - (value * terms.Denominators![i]);
            return bound(differences, terms.LargestDenominator * Math.Min(0, terms.Range.Low - value), terms.LargestDenominator * Math.Max(0, terms.Range.High - value), error);
        }

        double middle = Math.Clamp(terms.Ratio, terms.Range.Low, terms.Range.High);
        return (Edge(terms.Range.Low, middle, value => At(value).Lower <= 0), Edge(terms.Range.High, middle, value => At(value).Upper >= 0));
    }

    /// <summary>The point nearest to <paramref name="outer"/> that is still possible, given that <paramref name="inner"/> is.</summary>
    private static double Edge(double outer, double inner, Func<double, bool> isPossible)
    {
        if (isPossible(outer))
            return outer;
        for (int step = 0; step < Steps && Math.Abs(outer - inner) > 1e-12; step++)
        {
            double middle = 0.5 * (outer + inner);
            (outer, inner) = isPossible(middle) ? (outer, middle) : (middle, inner);
        }

        return outer;
    }
}
