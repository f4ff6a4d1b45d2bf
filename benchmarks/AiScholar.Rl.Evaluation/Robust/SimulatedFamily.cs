using AiScholar.Rl.Evaluation.Durations;

namespace AiScholar.Rl.Evaluation.Robust;

/// <summary>
/// A world in which executions of a family take other times than recorded: the shapes and levels of the recorded ones, durations from gamma and Weibull factors for the execution,
/// the kind of work in it, and the task, whose spreads are drawn anew for each world. No code or law is shared with the SDK.
/// </summary>
internal sealed class SimulatedFamily
{
    private readonly Dictionary<string, (double Level, double Power, double Center, double KindShape, double TaskShape)> _kinds = new(StringComparer.Ordinal);
    private readonly double _executionShape;

    public SimulatedFamily(IEnumerable<Execution> executions, Random random)
    {
        _executionShape = Uniform(random, 3, 40);
        foreach (IGrouping<string, ExecutedTask> kind in executions.SelectMany(execution => execution.Tasks).GroupBy(task => task.Type, StringComparer.Ordinal).OrderBy(kind => kind.Key, StringComparer.Ordinal))
        {
            double level = kind.Average(task => Math.Log(Math.Max(0.01, task.Seconds)));
            double power = random.Next(2) == 0 ? 0 : Uniform(random, 0.2, 1);
            _kinds[kind.Key] = (level, power, kind.Average(task => Math.Log(1 + task.InputBytes)), Uniform(random, 5, 60), Uniform(random, 1.5, 8));
        }
    }

    /// <summary>The durations of one execution in seconds, task by task.</summary>
    public double[] Draw(Execution execution, Random random)
    {
        double common = Gamma(random, _executionShape) / _executionShape;
        var shared = new Dictionary<string, double>(StringComparer.Ordinal);
        return [.. execution.Tasks.Select(task =>
        {
            (double level, double power, double center, double kindShape, double taskShape) = _kinds[task.Type];
            if (!shared.TryGetValue(task.Type, out double factor))
                shared[task.Type] = factor = Gamma(random, kindShape) / kindShape;
            // Weibull of median 1.
            double own = Math.Pow(-Math.Log(1 - random.NextDouble()) / Math.Log(2), 1 / taskShape);
            return Math.Max(1e-4, Math.Exp(level + (power * (Math.Log(1 + task.InputBytes) - center))) * common * factor * own);
        })];
    }

    private static double Uniform(Random random, double low, double high) => low + ((high - low) * random.NextDouble());

    /// <summary>Marsaglia and Tsang (2000), for shapes of at least 1.</summary>
    private static double Gamma(Random random, double shape)
    {
        double d = shape - (1.0 / 3), c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
                return d * v;
        }
    }
}
