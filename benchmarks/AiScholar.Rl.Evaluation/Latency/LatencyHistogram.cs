using System.Diagnostics;
using System.Globalization;

namespace AiScholar.Rl.Evaluation.Latency;

/// <summary>The times of every call, whole: percentiles are exact.</summary>
internal sealed class LatencyHistogram(string call, int count)
{
    private readonly double[] _microseconds = new double[count];
    private readonly double[] _bytes = new double[count];
    private bool _sorted;

    public void Add(int index, long ticks, long bytes) =>
        (_microseconds[index], _bytes[index]) = (ticks * 1e6 / Stopwatch.Frequency, bytes);

    public IReadOnlyList<string> ToRow() =>
    [
        call, _microseconds.Length.ToString(CultureInfo.InvariantCulture),
        .. new[] { 0.5, 0.9, 0.99, 0.999, 1 }.Select(quantile => At(quantile).ToString("0.0", CultureInfo.InvariantCulture)),
        _bytes.Average().ToString("0", CultureInfo.InvariantCulture),
    ];

    public IEnumerable<KeyValuePair<string, double>> ToFigures() =>
        [new($"{call}_p50_us", At(0.5)), new($"{call}_p99_us", At(0.99)), new($"{call}_bytes", _bytes.Average())];

    private double At(double quantile)
    {
        if (!_sorted)
            Array.Sort(_microseconds);
        _sorted = true;
        return _microseconds[Math.Clamp((int)Math.Ceiling(quantile * _microseconds.Length) - 1, 0, _microseconds.Length - 1)];
    }
}
