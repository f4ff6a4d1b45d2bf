namespace AiScholar.Rl.Diagnostics;

/// <summary>Measurements of the SDK's own instruments.</summary>
internal sealed class SdkMetricsCollector(SdkInstruments instruments) : IMetricsCollector
{
    public string ComponentName => "aischolar.rl";

    public IReadOnlyCollection<MetricValue> CollectMetrics() => instruments.Collect();
}
