using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>A workflow of random precedence on three resources, a thousand schedules.</summary>
[MemoryDiagnoser]
public class ScheduleBenchmark
{
    private static readonly OptimizationRequest Request = new() { ScheduleBudget = 1000, Seed = 1 };

    private ServiceProvider? _services;
    private IResearchAssistant? _assistant;
    private ResearchWorkflow? _workflow;

    /// <summary>How many tasks.</summary>
    [Params(30, 120)]
    public int Tasks { get; set; }

    /// <summary>Makes the workflow.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _services = BenchmarkHost.Create();
        _assistant = _services.GetRequiredService<IResearchAssistant>();
        var random = new Random(1);
        string[] resources = ["people", "instrument", "cluster"];
        _workflow = new ResearchWorkflow
        {
            Id = "benchmark",
            Resources = [.. resources.Select(resource => new ResearchResource { Id = resource, Capacity = 4 })],
            TaskSequence = [.. Enumerable.Range(0, Tasks).Select(index => new WorkflowTask
            {
                Id = $"t{index}",
                Duration = TimeSpan.FromHours(random.Next(1, 11)),
                Dependencies = [.. Enumerable.Range(0, index).Where(_ => random.NextDouble() < 2.0 / Tasks).Select(earlier => new TaskDependency { TaskId = $"t{earlier}" })],
                Demands = [.. resources.Select(resource => new ResourceDemand { ResourceId = resource, Amount = random.Next(0, 4) })],
            })],
        };
    }

    /// <summary>Optimizes.</summary>
    [Benchmark]
    public ValueTask<OptimizedWorkflow> Schedule() => _assistant!.OptimizeWorkflowAsync(_workflow!, Request);

    /// <summary>Ends the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services?.Dispose();
}
