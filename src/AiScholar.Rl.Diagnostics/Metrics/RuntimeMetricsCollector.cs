using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Measurements of the process and the .NET runtime: memory, garbage collection, thread pool, locks, CPU. They are .NET's own (meter <c>System.Runtime</c>), under their OpenTelemetry names.</summary>
internal sealed class RuntimeMetricsCollector(IOptions<DiagnosticsOptions> options, TimeProvider time) : IMetricsCollector, IDisposable
{
    private readonly InstrumentListener _listener = new(static instrument => instrument.Meter.Name == "System.Runtime", time, options.Value.MaximumSeriesPerInstrument);

    public string ComponentName => "dotnet";

    public IReadOnlyCollection<MetricValue> CollectMetrics() => _listener.Collect();

    public void Dispose() => _listener.Dispose();
}
