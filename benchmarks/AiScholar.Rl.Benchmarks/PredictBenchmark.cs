using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace AiScholar.Rl.Benchmarks;

/// <summary>One prediction of the next action, after ten thousand observed ones.</summary>
[MemoryDiagnoser]
public class PredictBenchmark
{
    private static readonly ActionType[] Types = [ActionType.Search, ActionType.Open, ActionType.Read, ActionType.Annotate, ActionType.Save, ActionType.Cite];

    private ServiceProvider? _services;
    private IPersonalizer? _personalizer;
    private UserContext _context = new();

    /// <summary>Observes.</summary>
    [GlobalSetup]
    public async Task SetupAsync()
    {
        _services = BenchmarkHost.Create();
        _personalizer = _services.GetRequiredService<IPersonalizer>();
        var random = new Random(1);
        List<UserAction> past = [];
        for (int i = 0; i < 10_000; i++)
        {
            var action = new UserAction { ActionType = Types[random.Next(3) == 0 ? random.Next(Types.Length) : (i + 1) % Types.Length] };
            await _personalizer.ObserveAsync(_context, action);
            past.Add(action);
            _context = new UserContext { UserId = "user", ResearchDomain = "ml", RecentActions = [.. past.TakeLast(8)] };
        }
    }

    /// <summary>Predicts.</summary>
    [Benchmark]
    public ValueTask<PredictedAction?> Predict() => _personalizer!.PredictNextActionAsync(_context);

    /// <summary>Ends the host.</summary>
    [GlobalCleanup]
    public void Cleanup() => _services?.Dispose();
}
