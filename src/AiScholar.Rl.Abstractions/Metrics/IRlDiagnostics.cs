namespace AiScholar.Rl;

/// <summary>How the SDK is doing, for a host's own pages and logs. Safe to call from many threads.</summary>
public interface IRlDiagnostics
{
    /// <summary>The measurements of every collector now.</summary>
    IReadOnlyList<MetricValue> CollectMetrics();

    /// <summary>The health of every component.</summary>
    ValueTask<AdvancedRlHealthReport> CheckHealthAsync(CancellationToken cancellationToken = default);

    /// <summary>The latest contained faults, newest first.</summary>
    IReadOnlyList<ExtensionFault> RecentFaults { get; }
}
