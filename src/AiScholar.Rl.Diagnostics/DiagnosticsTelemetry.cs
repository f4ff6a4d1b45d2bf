using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Diagnostics;

/// <summary>Meter and activity source of this package.</summary>
internal static class DiagnosticsTelemetry
{
    public const string Name = AdvancedRlTelemetry.Prefix + "Diagnostics";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> ProbeDuration =
        Meter.CreateHistogram<double>("aischolar.rl.health.probe.duration", "s", "Duration of health probes.");
}
