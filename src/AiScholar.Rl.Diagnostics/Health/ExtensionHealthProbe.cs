using AiScholar.Rl.Core;

namespace AiScholar.Rl.Diagnostics;

/// <summary>The extension runtime: which extensions are quarantined, which could not be initialised.</summary>
internal sealed class ExtensionHealthProbe(ExtensionRuntime runtime, IEnumerable<ExtensionDescriptor> registered) : IHealthProbe
{
    private readonly int _registered = registered.Count();

    public string Component => "extensions";

    public ValueTask<ComponentHealth> CheckAsync(CancellationToken cancellationToken = default)
    {
        ExtensionStatus[] statuses = [.. runtime.Statuses.OrderBy(status => status.Kind, StringComparer.Ordinal).ThenBy(status => status.Name, StringComparer.Ordinal)];
        ExtensionStatus[] quarantined = [.. statuses.Where(status => status.IsQuarantined)];
        ExtensionStatus[] uninitialized = [.. statuses.Where(status => status.InitializationFailure is not null)];
        return ValueTask.FromResult(new ComponentHealth
        {
            Component = Component,
            Metrics = new Dictionary<string, HealthMetric>
            {
                ["registered"] = new() { Value = _registered, Unit = "{extension}" },
                ["initialized"] = new() { Value = statuses.Count(status => status.IsInitialized), Unit = "{extension}" },
                ["uninitialized"] = new() { Value = uninitialized.Length, WarningThreshold = 1, Unit = "{extension}" },
                ["quarantined"] = new() { Value = quarantined.Length, WarningThreshold = 1, Unit = "{extension}" },
                ["faults"] = new() { Value = statuses.Sum(status => status.Faults), Unit = "{fault}" },
            },
            Issues =
            [
                .. uninitialized.Select(status => $"{status.Kind} '{status.Name}' could not be initialised: {status.InitializationFailure}"),
                .. quarantined.Select(status => $"{status.Kind} '{status.Name}' is quarantined after repeated faults."),
            ],
        });
    }
}
