using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AiScholar.Rl;

/// <summary>Extensions of diagnostics, from any assembly.</summary>
public static class DiagnosticsBuilderExtensions
{
    /// <summary>Adds a metrics collector.</summary>
    public static IDiagnosticsBuilder AddCollector<TCollector>(this IDiagnosticsBuilder builder, string? name = null, Action<ExtensionRegistration>? configure = null)
        where TCollector : class, IMetricsCollector
    {
        ExtensionRegistration.Add<IMetricsCollector, TCollector>(builder, name, configure);
        return builder;
    }

    /// <summary>Adds a health probe.</summary>
    public static IDiagnosticsBuilder AddHealthProbe<TProbe>(this IDiagnosticsBuilder builder)
        where TProbe : class, IHealthProbe
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHealthProbe, TProbe>());
        return builder;
    }

    /// <summary>Adds a health probe as a delegate; what it throws becomes an issue text. The same delegate for the same component is added once.</summary>
    public static IDiagnosticsBuilder AddHealthProbe(this IDiagnosticsBuilder builder, string component, Func<IServiceProvider, CancellationToken, ValueTask<ComponentHealth>> check)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(component);
        ArgumentNullException.ThrowIfNull(check);
        var probe = new DelegateHealthProbeRegistration(component, check);
        if (!builder.Services.Any(service => !service.IsKeyedService && probe.Equals(service.ImplementationInstance)))
        {
            builder.Services.AddSingleton(probe);
            builder.Services.AddSingleton<IHealthProbe>(services => new DelegateHealthProbe(probe, services));
        }

        return builder;
    }

    /// <summary>Adds a sink of security-relevant events.</summary>
    public static IDiagnosticsBuilder AddAuditSink<TSink>(this IDiagnosticsBuilder builder)
        where TSink : class, IAuditSink
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IAuditSink, TSink>());
        return builder;
    }
}
