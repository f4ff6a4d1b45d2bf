using AiScholar.Rl.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiScholar.Rl;

/// <summary>The SDK among the framework's health checks.</summary>
public static class HealthChecksBuilderExtensions
{
    /// <summary>Adds the SDK's health, all its components together; needs <c>AddDiagnostics(d => d.AddDefaults())</c>. Adding it again under the same name changes nothing.</summary>
    /// <param name="builder">The framework's builder.</param>
    /// <param name="name">The check's name.</param>
    /// <param name="failureStatus">What an unhealthy SDK is to the host; null for <see cref="HealthStatus.Unhealthy"/>.</param>
    /// <param name="tags">Tags to choose checks by, such as <c>ready</c>.</param>
    /// <param name="timeout">Time of the whole check; null for none but that of each probe.</param>
    public static IHealthChecksBuilder AddAdvancedRl(this IHealthChecksBuilder builder, string name = "aischolar-rl", HealthStatus? failureStatus = null, IEnumerable<string>? tags = null, TimeSpan? timeout = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var added = new AddedHealthCheck(name);
        if (builder.Services.Any(service => !service.IsKeyedService && added.Equals(service.ImplementationInstance)))
            return builder;
        builder.Services.AddSingleton(added);
        return builder.Add(new HealthCheckRegistration(name, services => new AdvancedRlHealthCheck(services.GetRequiredService<IRlDiagnostics>()), failureStatus, tags, timeout));
    }
}
