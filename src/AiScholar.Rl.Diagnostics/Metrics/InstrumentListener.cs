using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Hears chosen instruments of <see cref="System.Diagnostics.Metrics"/> and sums them up. Safe to call from many threads.</summary>
internal sealed class InstrumentListener : IDisposable
{
    private readonly Lock _collecting = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<Instrument, InstrumentSeries> _instruments = new(ReferenceEqualityComparer.Instance);
    private readonly TimeProvider _time;
    private readonly int _seriesLimit;

    public InstrumentListener(Func<Instrument, bool> filter, TimeProvider time, int seriesLimit)
    {
        (_time, _seriesLimit) = (time, seriesLimit);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (filter(instrument))
                listener.EnableMeasurementEvents(instrument, _instruments.GetOrAdd(instrument, Create));
        };
        _listener.MeasurementsCompleted = (instrument, _) => _instruments.TryRemove(instrument, out InstrumentSeries? _);
        _listener.SetMeasurementEventCallback<byte>(static (_, value, tags, series) => ((InstrumentSeries?)series)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<short>(static (_, value, tags, series) => ((InstrumentSeries?)series)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<int>(static (_, value, tags, series) => ((InstrumentSeries?)series)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<long>(static (_, value, tags, series) => ((InstrumentSeries?)series)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<float>(static (_, value, tags, series) => ((InstrumentSeries?)series)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<double>(static (_, value, tags, series) => ((InstrumentSeries?)series)?.Add(value, tags));
        _listener.SetMeasurementEventCallback<decimal>(static (_, value, tags, series) => ((InstrumentSeries?)series)?.Add((double)value, tags));
        _listener.Start();
    }

    /// <summary>What was heard so far, observable instruments observed now.</summary>
    /// <exception cref="AggregateException">Observable instruments threw.</exception>
    public IReadOnlyCollection<MetricValue> Collect()
    {
        lock (_collecting)
        {
            foreach ((Instrument instrument, InstrumentSeries series) in _instruments)
            {
                if (instrument.IsObservable)
                    series.Clear();
            }

            _listener.RecordObservableInstruments();
            DateTimeOffset now = _time.GetUtcNow();
            return [.. _instruments.Values.SelectMany(series => series.Read(now)).OrderBy(value => value.Name, StringComparer.Ordinal)];
        }
    }

    public void Dispose() => _listener.Dispose();

    private InstrumentSeries Create(Instrument instrument)
    {
        Type type = instrument.GetType();
        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        InstrumentKind kind =
            definition == typeof(Counter<>) ? InstrumentKind.Counter
            : definition == typeof(UpDownCounter<>) ? InstrumentKind.UpDownCounter
            : definition == typeof(ObservableCounter<>) ? InstrumentKind.ObservedTotal
            : definition == typeof(Histogram<>) ? InstrumentKind.Histogram
            : InstrumentKind.Gauge;
        return new InstrumentSeries(instrument.Name, instrument.Unit ?? "", kind, _seriesLimit);
    }
}
