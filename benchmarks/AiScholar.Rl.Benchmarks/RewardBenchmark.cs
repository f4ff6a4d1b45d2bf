using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>One reward, logged and learnt from. The decisions it is for are made beforehand.</summary>
[MemoryDiagnoser]
public class RewardBenchmark
{
    private const int Batch = 2000;

    private ServiceProvider? _services;
    private IPersonalizer? _personalizer;
    private DecisionRequest[] _requests = [];
    private string[] _events = [];

    /// <summary>Starts the host.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _services = BenchmarkHost.Create();
        _personalizer = _services.GetRequiredService<IPersonalizer>();
        _requests = DecideBenchmark.Requests(4);
    }

    /// <summary>Makes the decisions to reward.</summary>
    [IterationSetup]
    public void Decide() => DecideAllAsync().GetAwaiter().GetResult();

    /// <summary>Rewards each.</summary>
    [Benchmark(OperationsPerInvoke = Batch)]
    public async Task Reward()
    {
        for (int i = 0; i < Batch; i++)
            await _personalizer!.RewardAsync(new RewardRequest { EventId = _events[i], Value = i % 3 == 0 ? 1 : 0 });
    }

    /// <summary>Ends the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services?.Dispose();

    private async Task DecideAllAsync()
    {
        _events = new string[Batch];
        for (int i = 0; i < Batch; i++)
            _events[i] = (await _personalizer!.DecideAsync(_requests[i % _requests.Length])).EventId;
    }
}
