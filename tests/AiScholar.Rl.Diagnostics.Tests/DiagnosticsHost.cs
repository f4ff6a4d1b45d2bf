using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace AiScholar.Rl.Diagnostics.Tests;

/// <summary>A container with the built-ins of diagnostics and a clock of its own.</summary>
internal sealed class DiagnosticsHost : IAsyncDisposable
{
    public DiagnosticsHost(Action<IDiagnosticsBuilder>? configure = null, Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Time);
        services.AddAdvancedRl(rl => rl.AddDiagnostics(diagnostics =>
        {
            configure?.Invoke(diagnostics);
            diagnostics.AddDefaults();
        }));
        more?.Invoke(services);
        Services = services.BuildServiceProvider();
    }

    public FakeTimeProvider Time { get; } = new();

    public ServiceProvider Services { get; }

    public IRlDiagnostics Diagnostics => Services.GetRequiredService<IRlDiagnostics>();

    public IMeterFactory MeterFactory => Services.GetRequiredService<IMeterFactory>();

    public MetricValue[] Collect(string name) => [.. Diagnostics.CollectMetrics().Where(value => value.Name == name)];

    public async Task<ComponentHealth> CheckAsync(string component) =>
        Assert.Single((await Diagnostics.CheckHealthAsync()).Components, health => health.Component == component);

    public ValueTask DisposeAsync() => Services.DisposeAsync();
}
