using System.Collections.Concurrent;

namespace AiScholar.Rl.Diagnostics;

/// <summary>All series of one instrument, at most <paramref name="limit"/> and one for the overflow. Safe to call from many threads.</summary>
internal sealed class InstrumentSeries(string name, string unit, InstrumentKind kind, int limit)
{
    private static readonly TagSet Overflow = new([new("otel.metric.overflow", true)]);

    private readonly ConcurrentDictionary<TagSet, MetricSeries> _series = new(TagSetComparer.Instance);

    public InstrumentKind Kind { get; } = kind;

    /// <summary>Adds a measurement. One that is not finite is dropped: it would spoil every sum to come.</summary>
    public void Add(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags = default)
    {
        if (!double.IsFinite(value))
            return;
        if (!_series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>().TryGetValue(tags, out MetricSeries? series))
        {
            TagSet key = _series.Count < limit ? TagSetComparer.Instance.Create(tags) : Overflow;
            series = _series.GetOrAdd(key, static key => new MetricSeries(key.ToDictionary()));
        }

        series.Add(value);
    }

    /// <summary>Forgets all measurements, before an observable instrument is observed again.</summary>
    public void Clear() => _series.Clear();

    /// <summary>What was measured: of a distribution its mean, its <c>.count</c> and its <c>.max</c>.</summary>
    public IEnumerable<MetricValue> Read(DateTimeOffset timestamp)
    {
        foreach (MetricSeries series in _series.Values)
        {
            (long count, double sum, double last, double maximum) = series.Read();
            if (count == 0)
                continue;
            MetricValue Create(string suffix, double value, MetricType type, string itsUnit) =>
                new() { Name = name + suffix, Value = value, MetricType = type, Timestamp = timestamp, Tags = series.Tags, Unit = itsUnit };
            switch (Kind)
            {
                case InstrumentKind.Counter:
                    yield return Create("", sum, MetricType.Counter, unit);
                    break;
                case InstrumentKind.ObservedTotal:
                    yield return Create("", last, MetricType.Counter, unit);
                    break;
                case InstrumentKind.UpDownCounter:
                    yield return Create("", sum, MetricType.Gauge, unit);
                    break;
                case InstrumentKind.Gauge:
                    yield return Create("", last, MetricType.Gauge, unit);
                    break;
                case InstrumentKind.Histogram:
                    yield return Create("", sum / count, unit == "s" ? MetricType.Timer : MetricType.Histogram, unit);
                    yield return Create(".count", count, MetricType.Counter, "{measurement}");
                    yield return Create(".max", maximum, MetricType.Gauge, unit);
                    break;
            }
        }
    }
}
