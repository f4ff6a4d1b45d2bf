namespace AiScholar.Rl.Evaluation.Fusion;

/// <summary>Ranks and their means.</summary>
internal static class RankStatistics
{
    /// <summary>Two-sided 95 % points of Student's t for 1 to 9 degrees of freedom.</summary>
    private static readonly double[] Student = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262];

    /// <summary>The rank of the right candidate of each query, from 1; equals share the mean of their ranks.</summary>
    /// <param name="scores">[query][candidate]; query i's right candidate is i.</param>
    public static double[] Ranks(double[][] scores) =>
        [.. scores.Select((row, right) => 1 + row.Count(score => score > row[right]) + ((row.Count(score => score == row[right]) - 1) / 2.0))];

    public static double MeanReciprocal(IEnumerable<double> ranks) => ranks.Average(rank => 1 / rank);

    /// <summary>The mean over seeds and its 95 % interval by Student's t; without width for a single seed.</summary>
    public static (double Mean, double Low, double High) Interval(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        if (values.Count < 2)
            return (mean, mean, mean);
        double deviation = Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1));
        double half = Student[Math.Min(values.Count - 2, Student.Length - 1)] * deviation / Math.Sqrt(values.Count);
        return (mean, mean - half, mean + half);
    }
}
