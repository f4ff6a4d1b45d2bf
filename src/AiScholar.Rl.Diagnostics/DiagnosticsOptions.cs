using System.ComponentModel.DataAnnotations;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Options of diagnostics, bound from <c>Diagnostics</c> below the SDK's section.</summary>
public sealed class DiagnosticsOptions
{
    /// <summary>How long a health probe may take before it is given up and reported as an issue, above 0 to 5 minutes.</summary>
    /// <value>The default is 5 seconds.</value>
    [Range(typeof(TimeSpan), "00:00:00.0000001", "00:05:00")]
    public TimeSpan HealthProbeTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many of the latest contained faults are kept, 1 to 100,000.</summary>
    /// <value>The default is 100.</value>
    [Range(1, 100_000)]
    public int RecentFaultCapacity { get; set; } = 100;

    /// <summary>How many combinations of tags are told apart for each of the SDK's instruments, 1 to 100,000; further ones are summed up in one that is tagged <c>otel.metric.overflow</c>.</summary>
    /// <value>The default is 1,000.</value>
    [Range(1, 100_000)]
    public int MaximumSeriesPerInstrument { get; set; } = 1000;

    /// <summary>From which share of the memory available to the process its working set needs attention, above 0 to 100 percent.</summary>
    /// <value>The default is 80.</value>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double MemoryWarningPercent { get; set; } = 80;

    /// <summary>From which share of the memory available to the process its working set is unhealthy, <see cref="MemoryWarningPercent"/> to 100 percent.</summary>
    /// <value>The default is 95.</value>
    [Range(0.0, 100.0, MinimumIsExclusive = true)]
    public double MemoryCriticalPercent { get; set; } = 95;
}
