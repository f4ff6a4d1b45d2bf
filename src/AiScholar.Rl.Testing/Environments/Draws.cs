namespace AiScholar.Rl.Testing;

/// <summary>What environments draw.</summary>
internal static class Draws
{
    public static DecisionAction[] Actions(int count) =>
        [.. Enumerable.Range(0, count).Select(index => new DecisionAction { Id = FormattableString.Invariant($"action-{index}") })];

    /// <summary>A standard normal number, by Box and Muller's transform.</summary>
    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    /// <summary>A point of the unit sphere, evenly.</summary>
    public static float[] Direction(Random random, int dimension)
    {
        double[] values = new double[dimension];
        double norm = 0;
        while (norm < 1e-12)
        {
            norm = 0;
            for (int i = 0; i < dimension; i++)
            {
                values[i] = Normal(random);
                norm += values[i] * values[i];
            }
        }

        double length = Math.Sqrt(norm);
        return [.. values.Select(value => (float)(value / length))];
    }

    public static float[][] Directions(Random random, int count, int dimension) =>
        [.. Enumerable.Range(0, count).Select(_ => Direction(random, dimension))];

    public static double Dot(float[] left, float[] right)
    {
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
            sum += left[i] * (double)right[i];
        return sum;
    }

    /// <summary>One Bernoulli draw for each mean.</summary>
    public static double[] Bernoulli(Random random, IReadOnlyList<double> means) => [.. means.Select(mean => random.NextDouble() < mean ? 1.0 : 0.0)];
}
