using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Diagnostics;

/// <summary>An instrument of a collector: summed up for the collector, and published as an instrument of .NET.</summary>
internal sealed class CollectorInstrument
{
    private readonly InstrumentSeries _series;
    private readonly Counter<double>? _counter;
    private readonly Gauge<double>? _gauge;
    private readonly Histogram<double>? _histogram;

    public CollectorInstrument(Meter meter, string name, string unit, InstrumentKind kind, int seriesLimit)
    {
        Kind = kind;
        _series = new InstrumentSeries(name, unit, kind, seriesLimit);
        switch (kind)
        {
            case InstrumentKind.Counter:
                _counter = meter.CreateCounter<double>(name, unit);
                break;
            case InstrumentKind.Histogram:
                _histogram = meter.CreateHistogram<double>(name, unit);
                break;
            default:
                _gauge = meter.CreateGauge<double>(name, unit);
                break;
        }
    }

    public InstrumentKind Kind { get; }

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        _series.Add(value, tags);
        _counter?.Add(value, tags);
        _gauge?.Record(value, tags);
        _histogram?.Record(value, tags);
    }

    public IEnumerable<MetricValue> Read(DateTimeOffset timestamp) => _series.Read(timestamp);
}
