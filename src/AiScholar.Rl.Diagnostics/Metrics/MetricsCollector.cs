using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Diagnostics;

/// <summary>
/// A collector ready to be derived from: counters, gauges, histograms, timers and operations of a domain, summed up for
/// <see cref="IRlDiagnostics"/> and published as instruments of <see cref="System.Diagnostics.Metrics"/> for every exporter.
/// </summary>
/// <remarks>
/// Safe to call from many threads. The instruments are named after the component (<c>reading.papers_total</c>) and belong to a meter named
/// after the assembly of the deriving class. Values that are not finite, counters' negative amounts and negative durations are not recorded
/// but counted under <c>invalid_measurements</c>. At most so many combinations of tags are told apart for each instrument as the constructor
/// says; further ones are summed up in one that is tagged <c>otel.metric.overflow</c>.
/// </remarks>
public abstract class MetricsCollector : IMetricsCollector, IDisposable
{
    internal const string MeterTag = "aischolar.rl.collector";

    private static readonly KeyValuePair<string, object?>[] Succeeded = [new("success", "true")];
    private static readonly KeyValuePair<string, object?>[] Failed = [new("success", "false")];

    private readonly ConcurrentDictionary<string, CollectorInstrument> _instruments = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (CollectorInstrument Total, CollectorInstrument Success, CollectorInstrument Duration)> _operations = new(StringComparer.Ordinal);
    private readonly Meter _meter;
    private readonly TimeProvider _time;
    private readonly int _seriesLimit;
    private readonly bool _ownsMeter;

    /// <summary>Creates the collector.</summary>
    /// <param name="componentName">The component it measures, such as <c>reading</c>.</param>
    /// <param name="meterFactory">Makes the meter; null to make it without one.</param>
    /// <param name="timeProvider">The clock of the measurements' timestamps; null for the system's.</param>
    /// <param name="maximumSeriesPerInstrument">How many combinations of tags are told apart for each instrument, at least 1.</param>
    protected MetricsCollector(string componentName, IMeterFactory? meterFactory = null, TimeProvider? timeProvider = null, int maximumSeriesPerInstrument = 1000)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(componentName);
        ArgumentOutOfRangeException.ThrowIfLessThan(maximumSeriesPerInstrument, 1);
        ComponentName = componentName;
        var options = new MeterOptions(GetType().Assembly.GetName().Name ?? componentName) { Tags = [new(MeterTag, componentName)] };
        _ownsMeter = meterFactory is null;
        _meter = meterFactory?.Create(options) ?? new Meter(options);
        _time = timeProvider ?? TimeProvider.System;
        _seriesLimit = maximumSeriesPerInstrument;
    }

    /// <inheritdoc/>
    public string ComponentName { get; }

    /// <inheritdoc/>
    public IReadOnlyCollection<MetricValue> CollectMetrics()
    {
        OnCollecting();
        DateTimeOffset now = _time.GetUtcNow();
        return [.. _instruments.Values.SelectMany(instrument => instrument.Read(now)).OrderBy(value => value.Name, StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    public void RecordCounter(string name, double amount = 1, IReadOnlyDictionary<string, string>? tags = null) =>
        Record(name, "", InstrumentKind.Counter, amount, tags);

    /// <summary>Sets a gauge: a value that goes up and down.</summary>
    /// <param name="name">Its name within the component, such as <c>accuracy</c>.</param>
    /// <param name="value">Its value now.</param>
    /// <param name="unit">Its unit in UCUM notation; that of the first call holds.</param>
    /// <param name="tags">Its tags.</param>
    /// <exception cref="InvalidOperationException">The name belongs to another kind of instrument.</exception>
    public void RecordGauge(string name, double value, string unit = "", IReadOnlyDictionary<string, string>? tags = null) =>
        Record(name, unit, InstrumentKind.Gauge, value, tags);

    /// <summary>Records a value of a distribution.</summary>
    /// <param name="name">Its name within the component, such as <c>batch_size</c>.</param>
    /// <param name="value">The value.</param>
    /// <param name="unit">Its unit in UCUM notation; that of the first call holds.</param>
    /// <param name="tags">Its tags.</param>
    /// <exception cref="InvalidOperationException">The name belongs to another kind of instrument.</exception>
    public void RecordHistogram(string name, double value, string unit = "", IReadOnlyDictionary<string, string>? tags = null) =>
        Record(name, unit, InstrumentKind.Histogram, value, tags);

    /// <inheritdoc/>
    public void RecordTimer(string name, TimeSpan duration, IReadOnlyDictionary<string, string>? tags = null) =>
        Record(name, "s", InstrumentKind.Histogram, duration < TimeSpan.Zero ? double.NaN : duration.TotalSeconds, tags);

    /// <inheritdoc/>
    public void RecordOperation(string operationType, bool success, TimeSpan duration)
    {
        ArgumentException.ThrowIfNullOrEmpty(operationType);
        (CollectorInstrument total, CollectorInstrument successes, CollectorInstrument timer) = _operations.GetOrAdd(operationType, CreateOperation);
        total.Record(1, default);
        if (success)
            successes.Record(1, default);
        if (duration < TimeSpan.Zero)
            CountInvalid();
        else
            timer.Record(duration.TotalSeconds, success ? Succeeded : Failed);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Called before the measurements are read: the place to record gauges that are computed, such as rates and accuracies.</summary>
    protected virtual void OnCollecting()
    {
    }

    /// <summary>Disposes of the meter, unless a factory made it.</summary>
    /// <param name="disposing">Whether it comes from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsMeter)
            _meter.Dispose();
    }

    private void Record(string name, string unit, InstrumentKind kind, double value, IReadOnlyDictionary<string, string>? tags)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        CollectorInstrument instrument = GetInstrument(name, unit, kind);
        if (!double.IsFinite(value) || (kind == InstrumentKind.Counter && value < 0))
            CountInvalid();
        else
            instrument.Record(value, tags is null or { Count: 0 } ? default : [.. tags.Select(tag => new KeyValuePair<string, object?>(tag.Key, tag.Value))]);
    }

    private void CountInvalid() => GetInstrument("invalid_measurements", "{measurement}", InstrumentKind.Counter).Record(1, default);

    private CollectorInstrument GetInstrument(string name, string unit, InstrumentKind kind)
    {
        if (!_instruments.TryGetValue(name, out CollectorInstrument? instrument))
        {
            lock (_instruments)
                instrument = _instruments.GetOrAdd(name, _ => new CollectorInstrument(_meter, $"{ComponentName}.{name}", unit ?? "", kind, _seriesLimit));
        }

        return instrument.Kind == kind
            ? instrument
            : throw new InvalidOperationException($"'{name}' of {ComponentName} is a {instrument.Kind} already and cannot be a {kind} too; give one of them another name.");
    }

    private (CollectorInstrument Total, CollectorInstrument Success, CollectorInstrument Duration) CreateOperation(string operationType) =>
        (GetInstrument(operationType + "_total", "", InstrumentKind.Counter),
         GetInstrument(operationType + "_success", "", InstrumentKind.Counter),
         GetInstrument(operationType + "_duration", "s", InstrumentKind.Histogram));
}
