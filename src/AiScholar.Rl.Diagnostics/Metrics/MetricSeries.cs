namespace AiScholar.Rl.Diagnostics;

/// <summary>The measurements of one instrument under one set of tags. Safe to call from many threads.</summary>
internal sealed class MetricSeries(IReadOnlyDictionary<string, string> tags)
{
    private readonly Lock _lock = new();
    private long _count;
    private double _sum;
    private double _last;
    private double _maximum = double.NegativeInfinity;

    public IReadOnlyDictionary<string, string> Tags { get; } = tags;

    public void Add(double value)
    {
        lock (_lock)
        {
            _count++;
            _sum += value;
            _last = value;
            _maximum = Math.Max(_maximum, value);
        }
    }

    /// <summary>How many measurements, their sum, the last and the largest of them, as they were at one moment.</summary>
    public (long Count, double Sum, double Last, double Maximum) Read()
    {
        lock (_lock)
            return (_count, _sum, _last, _maximum);
    }
}
