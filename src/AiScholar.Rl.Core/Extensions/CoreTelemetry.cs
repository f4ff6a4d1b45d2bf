using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace AiScholar.Rl.Core;

/// <summary>Meter and activity source of this package.</summary>
internal static class CoreTelemetry
{
    public const string Name = "AiScholar.Rl.Core";

    public static readonly ActivitySource Source = new(Name);

    public static readonly Meter Meter = new(Name);

    public static readonly Histogram<double> ExtensionDuration =
        Meter.CreateHistogram<double>("aischolar.rl.extension.duration", "s", "Duration of calls to extensions.");

    public static readonly Counter<long> ExtensionFaults =
        Meter.CreateCounter<long>("aischolar.rl.extension.faults", "{fault}", "Contained faults of extensions.");
}
