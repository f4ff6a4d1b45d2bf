using System.Globalization;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics;

/// <summary>How much of the memory available to the process it uses.</summary>
internal sealed class MemoryHealthProbe(IOptionsMonitor<DiagnosticsOptions> options, Func<MemoryReading>? read = null) : IHealthProbe
{
    private readonly Func<MemoryReading> _read = read ?? MemoryReading.Now;

    public string Component => "memory";

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        MemoryReading memory = _read();
        DiagnosticsOptions limits = options.CurrentValue;
        var used = new HealthMetric
        {
            Value = 100.0 * memory.WorkingSet / memory.Available,
            WarningThreshold = limits.MemoryWarningPercent,
            CriticalThreshold = limits.MemoryCriticalPercent,
            Direction = ThresholdDirection.HigherIsWorse,
            Unit = "%",
        };
        return ValueTask.FromResult(new ComponentHealth
        {
            Component = Component,
            Metrics = new Dictionary<string, HealthMetric>
            {
                ["used"] = used,
                ["working_set"] = new() { Value = memory.WorkingSet, Unit = "By" },
                ["managed_heap"] = new() { Value = memory.ManagedHeap, Unit = "By" },
            },
            Issues = used.State == HealthState.Healthy
                ? []
                : [string.Create(CultureInfo.InvariantCulture, $"The process uses {used.Value:F1} % of its memory; attention is due from {limits.MemoryWarningPercent} %.")],
        });
    }
}
