namespace AiScholar.Rl.Evaluation.OffPolicy;

/// <summary>Every estimator of single decisions once more, as its paper writes it and with nothing of the product: slow, and easy to check.</summary>
internal sealed class NaiveEstimators(NaiveEvent[] log, double ridge, int folds)
{
    private readonly double _low = log.Min(logged => logged.Reward);
    private readonly double _high = log.Max(logged => logged.Reward);

    public Dictionary<string, double> All()
    {
        double[] direct = Model(_ => 1), robust = Model(logged => Math.Pow(logged.Weight, 2) * (1 - logged.Logged[logged.Chosen]));
        double[] clips = [double.PositiveInfinity, .. Enumerable.Range(0, 11).Select(i => Math.Pow(Math.Max(1, log.Max(logged => logged.Weight)), (10.0 - i) / 10))];
        return new Dictionary<string, double>
        {
            ["ips"] = log.Average(logged => logged.Weight * logged.Reward),
            ["snips"] = log.Sum(logged => logged.Weight * logged.Reward) / log.Sum(logged => logged.Weight),
            ["dr"] = Mean(i => log[i].Weight, direct).Average(),
            ["clipped-ips"] = Slope(clips, clip => [.. log.Select(logged => Math.Min(clip, logged.Weight) * logged.Reward)]),
            ["dm"] = log.Select((logged, i) => Value(i, direct)).Average(),
            ["sndr"] = log.Select((logged, i) => Value(i, direct)).Average() + (log.Select((logged, i) => logged.Weight * (logged.Reward - At(i, logged.Chosen, direct))).Sum() / log.Sum(logged => logged.Weight)),
            ["switch-dr"] = Slope([.. clips, 0], threshold => Mean(i => log[i].Weight <= threshold ? log[i].Weight : 0, direct)),
            ["dros"] = Slope([.. clips.Select(clip => 4 * clip * clip), 0], lambda => Mean(i => Shrink(log[i].Weight, lambda), direct)),
            ["mrdr"] = Mean(i => log[i].Weight, robust).Average(),
            ["mips"] = log.Average(logged => GroupSum(logged, logged.Target) / GroupSum(logged, logged.Logged) * logged.Reward),
        };
    }

    public static double Replay(NaiveEvent[] uniform) => uniform.Sum(logged => logged.Target[logged.Chosen] * logged.Reward) / uniform.Sum(logged => logged.Target[logged.Chosen]);

    private static double Shrink(double weight, double lambda) => double.IsInfinity(lambda) ? weight : weight == 0 || lambda == 0 ? 0 : 1 / ((1 / weight) + (weight / lambda));

    private static double GroupSum(NaiveEvent logged, double[] probabilities) => probabilities.Where((_, action) => logged.Groups[action] == logged.Groups[logged.Chosen]).Sum();

    /// <summary>Predictions of every action of every event, by a model of the other folds.</summary>
    private double[] Model(Func<NaiveEvent, double> weight)
    {
        int actions = log[0].Logged.Length;
        double[] predictions = new double[log.Length * actions];
        for (int i = 0; i < log.Length; i++)
        {
            (int, int, double, double)[] rows = [.. log.Where((_, j) => j % folds != i % folds).Select(other => (other.Context, other.Chosen, other.Reward, weight(other)))];
            for (int action = 0; action < actions; action++)
                predictions[(i * actions) + action] = NaiveRegression.Predict(rows, log[i].Context, action, ridge, _low, _high);
        }

        return predictions;
    }

    private double At(int i, int action, double[] model) => model[(i * log[i].Logged.Length) + action];

    private double Value(int i, double[] model) => log[i].Target.Select((probability, action) => probability * At(i, action, model)).Sum();

    private double[] Mean(Func<int, double> weight, double[] model) =>
        [.. log.Select((logged, i) => Value(i, model) + (weight(i) * (logged.Reward - At(i, logged.Chosen, model))))];

    private static double Slope(double[] grid, Func<double, double[]> terms)
    {
        double width = double.MaxValue;
        var passed = new List<(double Mean, double Width)>();
        foreach (double candidate in grid)
        {
            double[] values = terms(candidate);
            double mean = values.Average(), variance = values.Sum(value => Math.Pow(value - mean, 2)) / (values.Length - 1);
            width = Math.Min(width, Math.Sqrt(variance / values.Length));
            if (passed.Any(other => Math.Abs(mean - other.Mean) > width + ((Math.Sqrt(6) - 1) * other.Width)))
                break;
            passed.Add((mean, width));
        }

        return passed[^1].Mean;
    }
}
