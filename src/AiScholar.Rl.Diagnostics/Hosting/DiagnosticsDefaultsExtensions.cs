using AiScholar.Rl.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl;

/// <summary>The built-ins of diagnostics.</summary>
public static class DiagnosticsDefaultsExtensions
{
    /// <summary>
    /// Adds <see cref="IRlDiagnostics"/>, the collectors <c>runtime</c> (process and .NET runtime) and <c>sdk</c> (the SDK's own
    /// instruments), the probes of the extensions and of memory, and the log of recent faults. Idempotent; what the host registered wins.
    /// </summary>
    public static IDiagnosticsBuilder AddDefaults(this IDiagnosticsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddExtensionRuntime();
        IServiceCollection services = builder.Services;
        services.AddMetrics();
        builder.AddSectionOptions<DiagnosticsOptions>("Diagnostics");
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiagnosticsOptions>, DiagnosticsOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<DiagnosticsOptions>, DiagnosticsOptionsRules>());
        services.TryAddSingleton<SdkInstruments>();
        services.TryAddSingleton<HealthExaminer>();
        services.TryAddSingleton<FaultLog>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IFaultObserver, FaultLog>(provider => provider.GetRequiredService<FaultLog>()));
        services.TryAddSingleton<IRlDiagnostics, RlDiagnostics>();
        services.AddHostedService<DiagnosticsStartup>();
        builder.AddCollector<RuntimeMetricsCollector>("runtime", registration => registration.IsDefault = true);
        builder.AddCollector<SdkMetricsCollector>("sdk", registration => registration.IsDefault = true);
        builder.AddHealthProbe<ExtensionHealthProbe>();
        builder.AddHealthProbe<MemoryHealthProbe>();
        return builder;
    }
}
