using AiScholar.Rl.Diagnostics.Tests.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Diagnostics.Tests.Health;

[Trait("Category", "Unit")]
public sealed class HealthTests
{
    [Fact]
    public async Task CheckHealthAsync_Defaults_AreHealthy()
    {
        await using var host = new DiagnosticsHost();

        AdvancedRlHealthReport report = await host.Diagnostics.CheckHealthAsync();

        Assert.Equal(HealthState.Healthy, report.State);
        Assert.Equal(host.Time.GetUtcNow(), report.Timestamp);
    }

    [Fact]
    public async Task CheckHealthAsync_ProbeThrows_BecomesAnIssueOfItsComponent()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddHealthProbe("index", (_, _) => throw new IOException("the disk is gone")));

        ComponentHealth health = await host.CheckAsync("index");

        Assert.Equal("Health check failed with IOException: the disk is gone", Assert.Single(health.Issues));
        Assert.Equal(HealthState.Degraded, health.State);
    }

    [Fact]
    public async Task CheckHealthAsync_ProbeReturnsNothing_BecomesAnIssue()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddHealthProbe("index", (_, _) => ValueTask.FromResult<ComponentHealth>(null!)));

        Assert.Single((await host.CheckAsync("index")).Issues);
    }

    [Fact]
    public async Task CheckHealthAsync_ProbeOverruns_BecomesAnIssueAndIsToldToStop()
    {
        var started = new TaskCompletionSource();
        var toldToStop = new TaskCompletionSource();
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddHealthProbe("index", async (_, token) =>
        {
            token.Register(toldToStop.SetResult);
            started.SetResult();
            await new TaskCompletionSource().Task;
            return new ComponentHealth { Component = "index" };
        }));

        Task<AdvancedRlHealthReport> check = host.Diagnostics.CheckHealthAsync().AsTask();
        await started.Task;
        host.Time.Advance(TimeSpan.FromSeconds(5));

        ComponentHealth health = Assert.Single((await check).Components, component => component.Component == "index");
        Assert.Contains("did not answer within 00:00:05", Assert.Single(health.Issues), StringComparison.Ordinal);
        Assert.Contains("Diagnostics:HealthProbeTimeout", health.Issues[0], StringComparison.Ordinal);
        await toldToStop.Task;
    }

    [Fact]
    public async Task CheckHealthAsync_ProbeHangsSynchronously_BecomesAnIssue()
    {
        using var release = new ManualResetEventSlim();
        var started = new TaskCompletionSource();
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddHealthProbe("index", (_, _) =>
        {
            started.SetResult();
            release.Wait(CancellationToken.None);
            return ValueTask.FromResult(new ComponentHealth { Component = "index" });
        }));

        Task<AdvancedRlHealthReport> check = host.Diagnostics.CheckHealthAsync().AsTask();
        await started.Task;
        host.Time.Advance(TimeSpan.FromSeconds(5));
        AdvancedRlHealthReport report = await check;
        release.Set();

        Assert.Single(report.Components, component => component.Component == "index" && component.Issues.Count == 1);
    }

    [Fact]
    public async Task CheckHealthAsync_CallerCancels_Throws()
    {
        using var source = new CancellationTokenSource();
        var started = new TaskCompletionSource();
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddHealthProbe("index", async (_, _) =>
        {
            started.SetResult();
            await new TaskCompletionSource().Task;
            return new ComponentHealth { Component = "index" };
        }));

        Task check = host.Diagnostics.CheckHealthAsync(source.Token).AsTask();
        await started.Task;
        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => check);
    }

    [Fact]
    public async Task CheckHealthAsync_SameDelegateTwice_IsAskedOnce()
    {
        Func<IServiceProvider, CancellationToken, ValueTask<ComponentHealth>> check = (_, _) => ValueTask.FromResult(new ComponentHealth { Component = "index" });
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddHealthProbe("index", check).AddHealthProbe("index", check));

        Assert.Equal("index", (await host.CheckAsync("index")).Component);
    }

    [Fact]
    public async Task CheckHealthAsync_Quarantined_IsNamed()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddCollector<ReadingCollector>(configure: registration => registration.Factory = (_, _) => throw new IOException("no licence")));
        for (int i = 0; i < new AdvancedRlOptions().FaultsBeforeQuarantine; i++)
            host.Diagnostics.CollectMetrics();

        ComponentHealth health = await host.CheckAsync("extensions");

        Assert.Equal(HealthState.Degraded, health.State);
        Assert.Equal(1, health.Metrics["quarantined"].Value);
        Assert.Equal(1, health.Metrics["uninitialized"].Value);
        Assert.Equal(3, health.Metrics["registered"].Value);
        Assert.Equal(2, health.Metrics["initialized"].Value);
        Assert.Contains("MetricsCollector 'reading' could not be initialised: no licence", health.Issues);
        Assert.Contains("MetricsCollector 'reading' is quarantined after repeated faults.", health.Issues);
    }

    [Theory]
    [InlineData(79, HealthState.Healthy)]
    [InlineData(80, HealthState.Degraded)]
    [InlineData(94, HealthState.Degraded)]
    [InlineData(95, HealthState.Unhealthy)]
    public async Task CheckAsync_Memory_FollowsTheThresholds(int percent, HealthState state)
    {
        await using var host = new DiagnosticsHost();
        var probe = new MemoryHealthProbe(host.Services.GetRequiredService<IOptionsMonitor<DiagnosticsOptions>>(), () => new MemoryReading(percent * 10, 1000, 7));

        ComponentHealth health = await probe.CheckAsync();

        Assert.Equal(state, health.State);
        Assert.Equal(state == HealthState.Healthy, health.Issues.Count == 0);
        Assert.Equal(percent, health.Metrics["used"].Value);
        Assert.Equal(7, health.Metrics["managed_heap"].Value);
    }

    [Fact]
    public async Task CheckAsync_MemoryThresholdsConfigured_AreUsed()
    {
        await using var host = new DiagnosticsHost(more: services => services.Configure<DiagnosticsOptions>(options => options.MemoryWarningPercent = 1e-9));

        Assert.Equal(HealthState.Degraded, (await host.CheckAsync("memory")).State);
    }

    [Theory]
    [InlineData(HealthState.Healthy, HealthStatus.Healthy)]
    [InlineData(HealthState.Degraded, HealthStatus.Degraded)]
    [InlineData(HealthState.Unhealthy, HealthStatus.Unhealthy)]
    public async Task AddAdvancedRl_State_IsTheFrameworks(HealthState state, HealthStatus expected)
    {
        await using var host = new DiagnosticsHost(
            diagnostics => diagnostics.AddHealthProbe("index", (_, _) => ValueTask.FromResult(new ComponentHealth
            {
                Component = "index",
                ReportedState = state,
                Issues = state == HealthState.Healthy ? [] : ["it is slow"],
                Metrics = new Dictionary<string, HealthMetric> { ["latency"] = new() { Value = 12 } },
            })),
            services => services.AddHealthChecks().AddAdvancedRl(tags: ["ready"]));

        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        HealthReportEntry entry = report.Entries["aischolar-rl"];
        Assert.Equal(expected, entry.Status);
        Assert.Equal(12.0, entry.Data["index.latency"]);
        Assert.Contains("ready", entry.Tags);
        Assert.Equal(state != HealthState.Healthy, entry.Description!.Contains("index: it is slow", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddAdvancedRl_Twice_IsHarmless()
    {
        await using var host = new DiagnosticsHost(more: services => services.AddHealthChecks().AddAdvancedRl().AddAdvancedRl().AddAdvancedRl("another"));

        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(["aischolar-rl", "another"], report.Entries.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task AddAdvancedRl_FailureStatus_IsTheHosts()
    {
        await using var host = new DiagnosticsHost(
            diagnostics => diagnostics.AddHealthProbe("index", (_, _) => ValueTask.FromResult(new ComponentHealth { Component = "index", ReportedState = HealthState.Unhealthy })),
            services => services.AddHealthChecks().AddAdvancedRl(failureStatus: HealthStatus.Degraded));

        HealthReport report = await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync();

        Assert.Equal(HealthStatus.Degraded, report.Status);
    }
}
