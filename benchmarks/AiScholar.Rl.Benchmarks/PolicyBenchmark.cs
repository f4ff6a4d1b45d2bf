using AiScholar.Rl.Core;
using BenchmarkDotNet.Attributes;

namespace AiScholar.Rl.Benchmarks;

/// <summary>One step of a policy alone: probabilities for ten actions in a context of 32 features, and learning the reward.</summary>
[MemoryDiagnoser]
public class PolicyBenchmark
{
    private readonly double[] _probabilities = new double[10];
    private IDecisionPolicy? _policy;
    private PolicyInput[] _inputs = [];
    private int _next;

    /// <summary>The policy.</summary>
    [Params("lin-ucb", "epsilon-greedy", "thompson-sampling", "square-cb", "reg-cb", "portfolio")]
    public string Policy { get; set; } = "";

    /// <summary>Trains the policy on two thousand steps.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _policy = Policy switch
        {
            "lin-ucb" => DecisionPolicies.LinUcb(),
            "epsilon-greedy" => DecisionPolicies.EpsilonGreedy(),
            "thompson-sampling" => DecisionPolicies.ThompsonSampling(),
            "square-cb" => DecisionPolicies.SquareCb(),
            "reg-cb" => DecisionPolicies.RegCb(),
            _ => DecisionPolicies.Portfolio(),
        };
        var random = new Random(1);
        PolicyAction[] actions = [.. Enumerable.Range(0, 10).Select(i => new PolicyAction($"action-{i}"))];
        _inputs = [.. Enumerable.Range(0, 1000).Select(_ => new PolicyInput(new FeatureVector(BenchmarkHost.Vector(random, 32)), actions))];
        for (int i = 0; i < 2000; i++)
            Step();
    }

    /// <summary>Decides and learns.</summary>
    [Benchmark]
    public void Step()
    {
        int step = _next++ % _inputs.Length;
        _policy!.GetProbabilities(_inputs[step], _probabilities);
        int chosen = step % 10;
        _policy.Learn(_inputs[step], chosen, chosen % 2, Math.Max(1e-6, _probabilities[chosen]));
    }

    /// <summary>Ends the policy.</summary>
    [GlobalCleanup]
    public void Cleanup() => (_policy as IDisposable)?.Dispose();
}
