using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Core.Tests;

/// <summary>Users with two tastes who rate items by their own: y = 3 + b_i + c_u + p_u'q_i + noise. Items 0 to 9 have no taste at all, but everyone rates them.</summary>
internal static class TasteTasks
{
    public const int Items = 60;
    private const int Bland = 10;

    public static FactorLearner Learner(int factors = 4, double validation = 0.2, int seed = 1) =>
        new(Options.Create(new FactorLearnerOptions { Factors = factors, Passes = 15, Members = 2, Seed = seed, ValidationFraction = validation }));

    public static BiasBaseline Baseline() => new(Options.Create(new FactorLearnerOptions()));

    /// <param name="count">How many users.</param>
    /// <param name="seed">Of users and noise; the items are the same for every seed.</param>
    /// <param name="taste">Deviation of tastes; with 0 the plain baseline is all there is to learn.</param>
    public static MetaTask[] Create(int count, int seed, double taste = 1)
    {
        var items = new Random(12345);
        double[][] q = [.. Enumerable.Range(0, Items).Select(item => item < Bland ? new double[2] : new[] { Normal(items), Normal(items) })];
        double[] bias = [.. Enumerable.Range(0, Items).Select(_ => 0.3 * Normal(items))];
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(user =>
        {
            double offset = 0.3 * Normal(random), first = taste * Normal(random), second = taste * Normal(random);
            int[] rated = [.. Enumerable.Range(0, Items)];
            random.Shuffle(rated);
            return new MetaTask
            {
                Id = $"{seed}-{user}",
                Examples = [.. Enumerable.Range(0, Bland).Concat(rated.Where(item => item >= Bland).Take(30)).Select(item => new MetaExample
                {
                    Item = Item(item),
                    Target = 3 + bias[item] + offset + (first * q[item][0]) + (second * q[item][1]) + (0.3 * Normal(random)),
                })],
            };
        })];
    }

    public static MetaItem Item(int index) => new() { Id = $"item {index}" };

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
