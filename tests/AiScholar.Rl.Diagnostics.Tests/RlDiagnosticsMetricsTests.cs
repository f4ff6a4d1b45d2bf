using System.Diagnostics.Metrics;
using AiScholar.Rl.Diagnostics.Tests.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AiScholar.Rl.Diagnostics.Tests;

[Trait("Category", "Unit")]
public sealed class RlDiagnosticsMetricsTests
{
    [Theory]
    [InlineData("dotnet.process.memory.working_set", "By")]
    [InlineData("dotnet.gc.collections", "{collection}")]
    [InlineData("dotnet.gc.heap.total_allocated", "By")]
    [InlineData("dotnet.thread_pool.thread.count", "{thread}")]
    [InlineData("dotnet.thread_pool.queue.length", "{work_item}")]
    [InlineData("dotnet.monitor.lock_contentions", "{contention}")]
    public async Task CollectMetrics_Runtime_MeasuresTheProcess(string name, string unit)
    {
        await using var host = new DiagnosticsHost();

        MetricValue[] values = host.Collect(name);

        Assert.NotEmpty(values);
        Assert.All(values, value => Assert.Equal(unit, value.Unit));
        Assert.All(values, value => Assert.True(value.Value >= 0));
    }

    [Fact]
    public async Task CollectMetrics_WorkingSet_IsMoreThanNothing()
    {
        await using var host = new DiagnosticsHost();

        Assert.True(Assert.Single(host.Collect("dotnet.process.memory.working_set")).Value > 1_000_000);
    }

    [Fact]
    public async Task CollectMetrics_SdkInstrument_IsHeardAfterTheStart()
    {
        await using var host = new DiagnosticsHost();
        _ = host.Diagnostics.CollectMetrics();
        Meter meter = host.MeterFactory.Create("AiScholar.Rl.Test");
        Counter<long> counter = meter.CreateCounter<long>("aischolar.rl.test.count", "{test}");

        counter.Add(2);
        counter.Add(3);

        Assert.Equal(5, Assert.Single(host.Collect("aischolar.rl.test.count")).Value);
    }

    [Fact]
    public async Task CollectMetrics_GenericHostStarted_HearsFromTheStart()
    {
        HostApplicationBuilder builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Services.AddAdvancedRl(rl => rl.AddDiagnostics(diagnostics => diagnostics.AddDefaults()));
        using IHost host = builder.Build();
        await host.StartAsync();
        host.Services.GetRequiredService<IMeterFactory>().Create("AiScholar.Rl.Test").CreateCounter<int>("aischolar.rl.test.started").Add(1);

        MetricValue[] values = [.. host.Services.GetRequiredService<IRlDiagnostics>().CollectMetrics().Where(value => value.Name == "aischolar.rl.test.started")];
        await host.StopAsync();

        Assert.Equal(1, Assert.Single(values).Value);
    }

    [Fact]
    public async Task CollectMetrics_InstrumentOfAnotherContainer_IsNotHeard()
    {
        await using var host = new DiagnosticsHost();
        await using var other = new DiagnosticsHost();
        _ = host.Diagnostics.CollectMetrics();

        other.MeterFactory.Create("AiScholar.Rl.Test").CreateCounter<int>("aischolar.rl.test.other").Add(1);

        Assert.Empty(host.Collect("aischolar.rl.test.other"));
    }

    [Fact]
    public async Task CollectMetrics_ThirdPartyCollector_IsAskedOnceAndNotHeardTwice()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddCollector<ReadingCollector>());
        _ = host.Diagnostics.CollectMetrics();
        var collector = (ReadingCollector)host.Services.GetRequiredKeyedService<IMetricsCollector>("reading");

        collector.RecordCounter("papers", 4);

        Assert.Equal(4, Assert.Single(host.Collect("reading.papers")).Value);
    }

    [Fact]
    public async Task CollectMetrics_CollectorThrows_CostsItsOwnMetricsOnly()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddCollector<ThrowingCollector>().AddCollector<LazilyThrowingCollector>().AddCollector<NullCollector>());

        IReadOnlyList<MetricValue> values = host.Diagnostics.CollectMetrics();

        Assert.Contains(values, value => value.Name == "dotnet.gc.collections");
        Assert.Equal(["lazily-throwing", "null", "throwing"], host.Diagnostics.RecentFaults.Select(fault => fault.ExtensionName).Order(StringComparer.Ordinal));
        Assert.All(host.Diagnostics.RecentFaults, fault => Assert.Equal("MetricsCollector", fault.Kind));
    }

    [Fact]
    public async Task CollectMetrics_CollectorDisabled_IsNotAsked()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddCollector<ThrowingCollector>(configure: registration => registration.Configure(options => options.Enabled = false)));

        _ = host.Diagnostics.CollectMetrics();

        Assert.Empty(host.Diagnostics.RecentFaults);
    }

    [Fact]
    public async Task CollectMetrics_HostsOwnRuntimeCollector_ReplacesTheBuiltIn()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddCollector<ReadingCollector>("runtime"));

        Assert.Empty(host.Collect("dotnet.gc.collections"));
    }

    [Fact]
    public async Task AddDefaults_Twice_IsHarmless()
    {
        await using var host = new DiagnosticsHost(diagnostics => diagnostics.AddDefaults().AddDefaults());

        Assert.Single(host.Collect("dotnet.process.memory.working_set"));
        Assert.Equal(["extensions", "memory"], (await host.Diagnostics.CheckHealthAsync()).Components.Select(component => component.Component));
        Assert.Single(host.Services.GetServices<IHostedService>());
    }

    private sealed class ThrowingCollector : IMetricsCollector
    {
        public string ComponentName => "throwing";

        public IReadOnlyCollection<MetricValue> CollectMetrics() => throw new InvalidOperationException();
    }

    private sealed class NullCollector : IMetricsCollector
    {
        public string ComponentName => "null";

        public IReadOnlyCollection<MetricValue> CollectMetrics() => null!;
    }

    private sealed class LazilyThrowingCollector : IMetricsCollector, IReadOnlyCollection<MetricValue>
    {
        public string ComponentName => "lazy";

        public int Count => 1;

        public IReadOnlyCollection<MetricValue> CollectMetrics() => this;

        public IEnumerator<MetricValue> GetEnumerator() => throw new InvalidOperationException();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
