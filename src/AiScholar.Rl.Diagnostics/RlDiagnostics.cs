using AiScholar.Rl.Core;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Asks every collector and every probe; each one's fault costs its own part only.</summary>
internal sealed class RlDiagnostics(ExtensionCatalog<IMetricsCollector> collectors, SdkInstruments instruments, HealthExaminer health, FaultLog faults) : IRlDiagnostics
{
    public IReadOnlyList<ExtensionFault> RecentFaults => faults.Recent;

    public IReadOnlyList<MetricValue> CollectMetrics()
    {
        instruments.Start();
        Task<ExtensionOutcome<MetricValue[]>>[] calls = [.. collectors.GetAll().Select(collector => collector.InvokeAsync(nameof(CollectMetrics), CollectAsync).AsTask())];

        // The contract is synchronous, the extension runtime is not; it runs its calls on the thread pool and keeps no context, so that waiting cannot deadlock.
        ExtensionOutcome<MetricValue[]>[] outcomes = Task.WhenAll(calls).GetAwaiter().GetResult();
        return [.. outcomes.SelectMany(outcome => outcome.Value ?? [])];
    }

    public ValueTask<AdvancedRlHealthReport> CheckHealthAsync(CancellationToken cancellationToken = default) => health.ExamineAsync(cancellationToken);

    // Enumerated here, within the contained call: a lazy collection may throw late.
    private static ValueTask<MetricValue[]> CollectAsync(IMetricsCollector collector, CancellationToken cancellationToken) =>
        ValueTask.FromResult<MetricValue[]>([.. collector.CollectMetrics().Where(value => value is not null)]);
}
