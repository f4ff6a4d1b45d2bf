namespace AiScholar.Rl.Evaluation.Durations;

/// <summary>What anybody would do: the mean of a kind of work, and a straight line in the size of its input.</summary>
internal sealed class DurationBaselines
{
    private readonly Dictionary<string, (double Mean, double Slope, double Center)> _types;
    private readonly double _mean;

    public DurationBaselines(IEnumerable<ExecutedTask> seen)
    {
        ExecutedTask[] tasks = [.. seen];
        _mean = tasks.Average(task => task.Seconds);
        _types = tasks.GroupBy(task => task.Type, StringComparer.Ordinal).ToDictionary(type => type.Key, Fit, StringComparer.Ordinal);
    }

    public double TypeMean(ExecutedTask task) => _types.TryGetValue(task.Type, out var type) ? type.Mean : _mean;

    public double Linear(ExecutedTask task) =>
        _types.TryGetValue(task.Type, out var type) ? Math.Max(0, type.Mean + (type.Slope * (task.InputBytes - type.Center))) : _mean;

    private static (double Mean, double Slope, double Center) Fit(IEnumerable<ExecutedTask> type)
    {
        double mean = type.Average(task => task.Seconds), center = type.Average(task => task.InputBytes);
        double squares = type.Sum(task => Math.Pow(task.InputBytes - center, 2));
        double products = type.Sum(task => (task.InputBytes - center) * (task.Seconds - mean));
        return (mean, squares > 1e-12 ? products / squares : 0, center);
    }
}
