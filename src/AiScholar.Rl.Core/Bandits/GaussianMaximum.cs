namespace AiScholar.Rl.Core;

/// <summary>The probability of each of several independent normal variables to be the largest.</summary>
/// <remarks>
/// P(i) = integral of prod over j != i of Phi_j(t), dPhi_i(t). The range in which the largest can lie is cut into <see cref="Cells"/> cells. A cell
/// gives i its increase of Phi_i times the mean, over the cell's two ends, of the others' product; then the cell's shares are scaled to the
/// increase of the whole product. So the sum is exact, narrow variables lose nothing between two ends, and equal ones get the same.
/// </remarks>
internal static class GaussianMaximum
{
    /// <summary>Cells of the range.</summary>
    public const int Cells = 64;

    /// <summary>Beyond so many deviations the tails are neglected.</summary>
    private const double Tails = 5;

    [ThreadStatic]
    private static double[]? _buffer;

    /// <summary>Fills the probabilities; a deviation of 0 is a certain value.</summary>
    public static void Fill(ReadOnlySpan<double> means, ReadOnlySpan<double> deviations, Span<double> probabilities)
    {
        double low = double.NegativeInfinity;
        double high = double.NegativeInfinity;
        for (int i = 0; i < means.Length; i++)
        {
            low = Math.Max(low, means[i] - (Tails * deviations[i]));
            high = Math.Max(high, means[i] + (Tails * deviations[i]));
        }

        if (!(high - low > 1e-12 * (1 + Math.Abs(high))))
        {
            ActionDistribution.Greedy(means, 0, probabilities);
            return;
        }

        int count = means.Length;
        if (_buffer is null || _buffer.Length < 6 * count)
            _buffer = new double[6 * count];
        Span<double> lower = _buffer.AsSpan(0, count);
        Span<double> upper = _buffer.AsSpan(count, count);
        Span<double> othersLower = _buffer.AsSpan(2 * count, count);
        Span<double> othersUpper = _buffer.AsSpan(3 * count, count);
        Span<double> shares = _buffer.AsSpan(4 * count, count);
        probabilities.Clear();
        double lowerProduct = 0;
        lower.Clear();
        othersLower.Clear();
        for (int cell = 0; cell <= Cells; cell++)
        {
            double end = low + ((high - low) * cell / Cells);
            for (int i = 0; i < count; i++)
                upper[i] = cell == Cells ? 1 : Cumulative(means[i], deviations[i], end);
            double product = LeaveOneOut(upper, othersUpper);
            double sum = 0;
            for (int i = 0; i < count; i++)
                sum += shares[i] = (upper[i] - lower[i]) * (othersLower[i] + othersUpper[i]);
            if (sum > 0)
            {
                double scale = (product - lowerProduct) / sum;
                for (int i = 0; i < count; i++)
                    probabilities[i] += shares[i] * scale;
            }

            lowerProduct = product;
            upper.CopyTo(lower);
            othersUpper.CopyTo(othersLower);
        }
    }

    /// <summary>Products of all but one; returns that of all.</summary>
    private static double LeaveOneOut(ReadOnlySpan<double> values, Span<double> products)
    {
        double product = 1;
        for (int i = 0; i < values.Length; i++)
        {
            products[i] = product;
            product *= values[i];
        }

        double after = 1;
        for (int i = values.Length - 1; i >= 0; i--)
        {
            products[i] *= after;
            after *= values[i];
        }

        return product;
    }

    private static double Cumulative(double mean, double deviation, double value)
    {
        if (deviation <= 0)
            return value >= mean ? 1 : 0;
        double z = (value - mean) / deviation;
        return z >= 8 ? 1 : z <= -8 ? 0 : NormalCumulative(z);
    }

    /// <summary>Phi(z), absolute error below 7.5e-8: Abramowitz and Stegun 26.2.17.</summary>
    private static double NormalCumulative(double z)
    {
        double t = 1 / (1 + (0.2316419 * Math.Abs(z)));
        double polynomial = t * (0.319381530 + (t * (-0.356563782 + (t * (1.781477937 + (t * (-1.821255978 + (t * 1.330274429))))))));
        double tail = 0.3989422804014327 * Math.Exp(-z * z / 2) * polynomial;
        return z >= 0 ? 1 - tail : tail;
    }
}
