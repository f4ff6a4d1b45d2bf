using System.Diagnostics.Metrics;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics;

/// <summary>
/// Hears the SDK's own instruments from the first use of diagnostics on, or from the start of a generic host. Meters are process-wide:
/// of those made by an <see cref="IMeterFactory"/> it hears only its own container's, and none of a collector, which reports for itself.
/// </summary>
internal sealed class SdkInstruments(IOptions<DiagnosticsOptions> options, TimeProvider time, IMeterFactory meterFactory) : IDisposable
{
    private readonly Lock _lock = new();
    private InstrumentListener? _listener;
    private bool _isDisposed;

    public void Start() => _ = GetListener();

    public IReadOnlyCollection<MetricValue> Collect() => GetListener().Collect();

    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _listener?.Dispose();
        }
    }

    private InstrumentListener GetListener()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return _listener ??= new InstrumentListener(IsHeard, time, options.Value.MaximumSeriesPerInstrument);
        }
    }

    private bool IsHeard(Instrument instrument)
    {
        Meter meter = instrument.Meter;
        return meter.Name.StartsWith(AdvancedRlTelemetry.Prefix, StringComparison.Ordinal)
            && (meter.Scope is not IMeterFactory factory || ReferenceEquals(factory, meterFactory))
            && meter.Tags?.Any(tag => tag.Key == MetricsCollector.MeterTag) != true;
    }
}
