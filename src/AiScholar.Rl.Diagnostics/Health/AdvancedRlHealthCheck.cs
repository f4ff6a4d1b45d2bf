using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace AiScholar.Rl.Diagnostics;

/// <summary>The SDK's health as the framework's: every metric is in the data as <c>component.metric</c>, every issue in the description.</summary>
internal sealed class AdvancedRlHealthCheck(IRlDiagnostics diagnostics) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        AdvancedRlHealthReport report = await diagnostics.CheckHealthAsync(cancellationToken).ConfigureAwait(false);
        HealthStatus status = report.State switch
        {
            HealthState.Healthy => HealthStatus.Healthy,
            HealthState.Degraded => HealthStatus.Degraded,
            _ => context.Registration.FailureStatus,
        };
        return new HealthCheckResult(status, Describe(report), data: Data(report));
    }

    private static string Describe(AdvancedRlHealthReport report)
    {
        string[] issues = [.. report.Components.SelectMany(component => component.Issues.Select(issue => $"{component.Component}: {issue}"))];
        return issues.Length > 0 ? string.Join(Environment.NewLine, issues) : $"{report.Components.Count} components, {report.State}.";
    }

    private static Dictionary<string, object> Data(AdvancedRlHealthReport report)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        foreach (ComponentHealth component in report.Components)
        {
            foreach ((string name, HealthMetric metric) in component.Metrics)
                data[$"{component.Component}.{name}"] = metric.Value;
        }

        return data;
    }
}
