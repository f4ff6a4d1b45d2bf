using System.Diagnostics.Metrics;
using AiScholar.Rl.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Snippets;

internal static class DiagnosticsSnippets
{
    public static async Task Ask(IServiceCollection services, IConfiguration section)
    {
        // snippet-start: diagnostics-ask
        services.AddAdvancedRl(section, rl => rl.AddDiagnostics(diagnostics => diagnostics.AddDefaults()));
        await using ServiceProvider provider = services.BuildServiceProvider();

        IRlDiagnostics diagnostics = provider.GetRequiredService<IRlDiagnostics>();
        foreach (MetricValue metric in diagnostics.CollectMetrics())
            Console.WriteLine($"{metric.Name} {metric.Value} {metric.Unit}");
        AdvancedRlHealthReport health = await diagnostics.CheckHealthAsync();
        IReadOnlyList<ExtensionFault> faults = diagnostics.RecentFaults;
        // snippet-end
        _ = (health, faults);
    }

    public static void Add(IAdvancedRlBuilder rl, IServiceCollection services)
    {
        rl.AddDiagnostics(diagnostics =>
        {
            // snippet-start: diagnostics-add-collector
            diagnostics.AddCollector<ReadingCollector>();
            // snippet-end

            // snippet-start: diagnostics-probe
            diagnostics.AddHealthProbe("search-index", async (services, cancellationToken) => new ComponentHealth
            {
                Component = "search-index",
                Metrics = new Dictionary<string, HealthMetric>
                {
                    ["free_disk"] = new()
                    {
                        Value = await FreeDiskPercentAsync(cancellationToken),
                        Unit = "%",
                        WarningThreshold = 20,
                        CriticalThreshold = 5,
                        Direction = ThresholdDirection.LowerIsWorse,
                    },
                },
            });
            // snippet-end
        });

        // snippet-start: diagnostics-health-check
        services.AddHealthChecks().AddAdvancedRl(tags: ["ready"]);
        // snippet-end
    }

    private static ValueTask<double> FreeDiskPercentAsync(CancellationToken cancellationToken) => ValueTask.FromResult(cancellationToken.IsCancellationRequested ? 0.0 : 64.0);

    // snippet-start: diagnostics-collector
    public sealed class ReadingCollector(IMeterFactory meters, TimeProvider time) : MetricsCollector("reading", meters, time)
    {
        private int _right, _answered;

        public void Answered(bool isRight, TimeSpan duration)
        {
            Interlocked.Increment(ref _answered);
            if (isRight)
                Interlocked.Increment(ref _right);
            RecordOperation("answer", isRight, duration);   // reading.answer_total, _success, _duration tagged by success
        }

        // Before the measurements are read: gauges that are computed.
        protected override void OnCollecting() =>
            RecordGauge("accuracy", _answered == 0 ? 0 : (double)_right / _answered, "1");
    }
    // snippet-end
}
