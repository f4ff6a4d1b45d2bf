namespace AiScholar.Rl.Core;

/// <summary>
/// Chooses the parameter of an estimator: the last candidate, from the least biased on, that differs from each before it by no more than their widths
/// allow: |v_i - v_j| &lt;= c_i + (sqrt 6 - 1) c_j for all j &lt; i. Source: Su, Srinath, Krishnamurthy 2020, section 3; the rule with these
/// constants: Tucker and Lee 2021, section 3. The widths c are one standard error, which is what a small squared error wants.
/// </summary>
internal static class Slope
{
    private const int GridSize = 12;
    private static readonly double Slack = Math.Sqrt(6) - 1;

    /// <param name="given">The parameter, when the host gave it.</param>
    /// <param name="grid">The candidates, by falling variance and rising bias.</param>
    /// <param name="terms">The estimator with a parameter.</param>
    public static (EstimatorTerms Terms, double? Parameter) Choose(double? given, IReadOnlyList<double> grid, Func<double, EstimatorTerms> terms)
    {
        if (given is { } parameter)
            return (terms(parameter), parameter);
        var before = new List<(double Value, double Width)>();
        (EstimatorTerms? Terms, double Parameter) best = default;
        EstimatorTerms? unbiased = null;
        double width = double.PositiveInfinity;
        foreach (double candidate in grid)
        {
            EstimatorTerms current = terms(candidate);
            // The widths must fall along the grid for the rule to hold; a rise is an accident of the sample.
            width = Math.Min(width, current.StandardError);
            if (before.Exists(other => Math.Abs(other.Value - current.Value) > width + (Slack * other.Width)))
                break;
            unbiased ??= current;
            before.Add((current.Value, width));
            best = (current, candidate);
        }

        return (best.Terms! with { Unbiased = unbiased }, best.Parameter);
    }

    /// <summary>No bound, then from the largest weight down to 1 in even ratios.</summary>
    public static double[] WeightGrid(double[] weights)
    {
        double largest = Math.Max(1, weights.Max());
        double[] grid = new double[GridSize];
        grid[0] = double.PositiveInfinity;
        for (int i = 1; i < grid.Length; i++)
            grid[i] = Math.Pow(largest, (GridSize - 1.0 - i) / (GridSize - 2));
        return grid;
    }
}
