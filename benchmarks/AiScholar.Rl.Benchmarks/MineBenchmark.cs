using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>Closed sequential patterns of a thousand recorded sessions.</summary>
[MemoryDiagnoser]
public class MineBenchmark
{
    private ServiceProvider? _services;
    private IResearchAssistant? _assistant;
    private WorkflowSession[] _sessions = [];
    private PatternLearningRequest? _request;

    /// <summary>The least part of the sessions that must show a pattern.</summary>
    [Params(0.05, 0.2)]
    public double Support { get; set; }

    /// <summary>Records the sessions.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _services = BenchmarkHost.Create();
        _assistant = _services.GetRequiredService<IResearchAssistant>();
        _request = new PatternLearningRequest { MinimumSupport = Support };
        var random = new Random(1);
        _sessions = [.. Enumerable.Range(0, 1000).Select(index => new WorkflowSession
        {
            Id = $"s{index}",
            Activities = [.. Enumerable.Range(0, random.Next(5, 15)).Select(_ => new WorkflowActivity { Name = $"step-{(int)(20 * Math.Pow(random.NextDouble(), 2))}" })],
        })];
    }

    /// <summary>Mines.</summary>
    [Benchmark]
    public ValueTask<WorkflowPatterns> Mine() => _assistant!.LearnPatternsAsync(_sessions, _request);

    /// <summary>Ends the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services?.Dispose();
}
