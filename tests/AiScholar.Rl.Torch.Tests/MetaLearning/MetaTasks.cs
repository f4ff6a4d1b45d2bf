using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch.Tests;

internal static class MetaTasks
{
    /// <summary>Finn et al.'s sinusoids: y = a sin(x + p) with amplitude and phase of each task.</summary>
    public static MetaTask[] Sinusoids(int count, int examples, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(i =>
        {
            var (amplitude, phase) = (0.5 + (2 * random.NextDouble()), 2 * Math.PI * random.NextDouble());
            return new MetaTask
            {
                Id = $"{seed}-{i}",
                Examples = [.. Enumerable.Range(0, examples).Select(_ =>
                {
                    var x = (4 * random.NextDouble()) - 2;
                    return new MetaExample { Item = new MetaItem { Features = new[] { (float)x } }, Target = amplitude * Math.Sin(x + phase) };
                })],
            };
        })];
    }

    public static NetworkMetaLearner Learner(MetaAlgorithm algorithm, int steps = 300, long seed = 0, ITorchRuntime? runtime = null) => new(
        algorithm.ToString().ToLowerInvariant(),
        algorithm,
        runtime ?? TestRuntime.Cpu,
        Options.Create(new MetaNetworkOptions { MetaSteps = steps, Seed = seed, InnerLearningRate = algorithm == MetaAlgorithm.Anil ? 0.1 : 0.05, InnerSteps = 5, OuterLearningRate = 0.004, MaximumSupport = 10, Queries = 15, ValidationFraction = 0 }),
        Options.Create(new TorchOptions()));

    /// <summary>Mean squared error on the later examples after adapting to the first.</summary>
    public static async Task<double> ErrorAsync(IMetaLearner learner, IEnumerable<MetaTask> tasks, int support)
    {
        var (sum, count) = (0.0, 0);
        foreach (var task in tasks)
        {
            var predictor = await learner.AdaptAsync([.. task.Examples.Take(support)], TestContext.Current.CancellationToken);
            foreach (var query in task.Examples.Skip(10))
            {
                var error = predictor.Predict(query.Item).Value - query.Target;
                (sum, count) = (sum + (error * error), count + 1);
            }
        }

        return sum / count;
    }
}
