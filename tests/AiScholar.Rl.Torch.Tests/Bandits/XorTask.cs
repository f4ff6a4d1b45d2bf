using Microsoft.Extensions.Logging.Abstractions;

namespace AiScholar.Rl.Torch.Tests;

/// <summary>Two numbers from -1 to 1; the action <c>same</c> pays when their signs agree, <c>other</c> when they do not. No line tells them apart.</summary>
internal static class XorTask
{
    private static readonly PolicyAction[] Actions = [new("same"), new("other")];

    public static NeuralLinearPolicy Policy(Action<NeuralLinearOptions>? configure = null, ITorchRuntime? runtime = null)
    {
        var options = new NeuralLinearOptions { TrainEvery = 100, TrainingSteps = 150, LearningRate = 0.01, Seed = 1 };
        configure?.Invoke(options);
        return new NeuralLinearPolicy(runtime ?? TestRuntime.Cpu, options, new TorchOptions(), NullLogger<NeuralLinearPolicy>.Instance);
    }

    public static PolicyInput Input(float x, float y) => new(new FeatureVector(new[] { x, y }), Actions);

    /// <summary>Mean reward of the last 200 of so many decisions.</summary>
    public static double Run(IDecisionPolicy policy, int decisions, int seed)
    {
        var random = new Random(seed);
        Span<double> probabilities = stackalloc double[2];
        var late = 0.0;
        for (var i = 0; i < decisions; i++)
        {
            float x = (float)((2 * random.NextDouble()) - 1), y = (float)((2 * random.NextDouble()) - 1);
            var input = Input(x, y);
            policy.GetProbabilities(input, probabilities);
            var chosen = random.NextDouble() < probabilities[0] ? 0 : 1;
            var reward = (x * y > 0) == (chosen == 0) ? 1 : 0;
            policy.Learn(input, chosen, reward, probabilities[chosen]);
            late += i >= decisions - 200 ? reward / 200.0 : 0;
        }

        return late;
    }
}
