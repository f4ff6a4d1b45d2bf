using AiScholar.Rl.Core;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>One operation recorded with the collector that is asked first.</summary>
[MemoryDiagnoser]
public class RecordMetricBenchmark
{
    private ServiceProvider? _services;
    private IMetricsCollector? _collector;

    /// <summary>Finds the collector.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _services = BenchmarkHost.Create();
        _collector = await _services.GetRequiredService<ExtensionCatalog<IMetricsCollector>>().GetAll()[0].GetInstanceAsync();
    }

    /// <summary>Records.</summary>
    [Benchmark]
    public void RecordMetric() => _collector!.RecordOperation("benchmark", success: true, TimeSpan.FromMilliseconds(3));

    /// <summary>Ends the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services?.Dispose();
}
