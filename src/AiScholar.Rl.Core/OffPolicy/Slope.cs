namespace AiScholar.Rl.Core;

/// <summary>
/// Chooses the parameter of an estimator: from the least biased candidate on, each is taken as long as its interval still meets those of all
/// before it, value plus or minus twice the confidence width. Source: Su, Srinath, Krishnamurthy 2020, equation 2.
/// </summary>
internal static class Slope
{
    private const int GridSize = 12;

    /// <param name="given">The parameter, when the host gave it.</param>
    /// <param name="grid">The candidates, by falling variance and rising bias.</param>
    /// <param name="terms">The estimator with a parameter.</param>
    /// <param name="options">For the confidence level.</param>
    public static (EstimatorTerms Terms, double? Parameter) Choose(double? given, IReadOnlyList<double> grid, Func<double, EstimatorTerms> terms, OffPolicyOptions options)
    {
        if (given is { } parameter)
            return (terms(parameter), parameter);
        double quantile = MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, 0.5 + (options.ConfidenceLevel / 2));
        double low = double.NegativeInfinity, high = double.PositiveInfinity, width = double.PositiveInfinity;
        (EstimatorTerms Terms, double Parameter) best = (terms(grid[0]), grid[0]);
        foreach (double candidate in grid)
        {
            EstimatorTerms current = candidate == grid[0] ? best.Terms : terms(candidate);
            double value = current.Value;
            // The widths must fall along the grid for the rule to hold; a rise is an accident of the sample.
            width = Math.Min(width, quantile * current.StandardError);
            (low, high) = (Math.Max(low, value - (2 * width)), Math.Min(high, value + (2 * width)));
            if (low > high)
                break;
            best = (current, candidate);
        }

        return best;
    }

    /// <summary>No bound, then from the largest weight down to 1 in even ratios.</summary>
    public static double[] WeightGrid(double[] weights)
    {
        double largest = Math.Max(1, weights.Max());
        double[] grid = new double[GridSize];
        grid[0] = double.PositiveInfinity;
        for (int i = 1; i < grid.Length; i++)
            grid[i] = Math.Pow(largest, (GridSize - 1.0 - i) / (GridSize - 1));
        return grid;
    }
}
