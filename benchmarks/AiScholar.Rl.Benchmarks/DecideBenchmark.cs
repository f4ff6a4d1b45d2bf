using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>One decision of a trained loop, logged before it is returned.</summary>
[MemoryDiagnoser]
public class DecideBenchmark
{
    private ServiceProvider? _services;
    private IPersonalizer? _personalizer;
    private DecisionRequest[] _requests = [];
    private int _next;

    /// <summary>How many actions to choose from.</summary>
    [Params(4, 20)]
    public int Actions { get; set; }

    /// <summary>Trains the loop on a thousand decisions.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _services = BenchmarkHost.Create();
        _personalizer = _services.GetRequiredService<IPersonalizer>();
        _requests = Requests(Actions);
        foreach (DecisionRequest request in _requests)
        {
            Decision decision = await _personalizer.DecideAsync(request);
            await _personalizer.RewardAsync(new RewardRequest { EventId = decision.EventId, Value = decision.ChosenActionId == "action-1" ? 1 : 0 });
        }
    }

    /// <summary>Decides.</summary>
    [Benchmark]
    public ValueTask<Decision> Decide() => _personalizer!.DecideAsync(_requests[_next++ % _requests.Length]);

    /// <summary>Ends the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services?.Dispose();

    internal static DecisionRequest[] Requests(int actions)
    {
        var random = new Random(1);
        DecisionAction[] offered = [.. Enumerable.Range(0, actions).Select(action => new DecisionAction { Id = $"action-{action}" })];
        return [.. Enumerable.Range(0, 1000).Select(_ => new DecisionRequest
        {
            UserId = "user",
            Context =
            [
                Feature.Categorical("task", $"task-{random.Next(6)}"),
                Feature.Categorical("domain", $"domain-{random.Next(10)}"),
                Feature.Numeric("hour", random.Next(24)),
                Feature.Numeric("length", random.NextDouble()),
            ],
            Actions = offered,
        })];
    }
}
