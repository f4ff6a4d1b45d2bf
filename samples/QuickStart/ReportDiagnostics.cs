using AiScholar.Rl;

namespace QuickStart;

/// <summary>Step 6: what the SDK says of itself after all that.</summary>
internal static class ReportDiagnostics
{
    public static async Task RunAsync(IRlDiagnostics diagnostics, OutputFolder? output)
    {
        Screen.Step(6, "Metrics and health");
        IReadOnlyList<MetricValue> metrics = diagnostics.CollectMetrics();
        MetricValue[] own = [.. metrics.Where(metric => metric.Name.StartsWith("aischolar.", StringComparison.Ordinal)
            && !metric.Name.EndsWith(".count", StringComparison.Ordinal) && !metric.Name.EndsWith(".max", StringComparison.Ordinal))];
        Screen.Table(
            ["Metric", "Value", "Unit", "Type", "Tags"],
            own.Select(metric => new[] { metric.Name, $"{metric.Value:0.######}", metric.Unit, $"{metric.MetricType}", string.Join(" ", metric.Tags.Select(tag => $"{tag.Key}={tag.Value}")) }));
        Screen.Line($"{metrics.Count - own.Length} more, such as counts, maxima, memory and garbage collection, are in metrics.json of --output.");

        AdvancedRlHealthReport health = await diagnostics.CheckHealthAsync();
        Screen.Table(
            ["Component", "State", "Measured", "Issues"],
            health.Components.Select(component => new[]
            {
                component.Component,
                $"{component.State}",
                Screen.Shorten(string.Join(", ", component.Metrics.Select(metric => $"{metric.Key} {metric.Value.Value:0.##}{metric.Value.Unit}")), 60),
                Screen.Shorten(string.Join(" ", component.Issues), 60),
            }));
        Screen.Line($"Health: {health.State}; contained faults: {diagnostics.RecentFaults.Count}");
        output?.WriteModel("metrics.json", metrics);
        output?.WriteModel("health.json", health);
    }
}
