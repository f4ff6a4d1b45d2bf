namespace AiScholar.Rl.Testing;

/// <summary>
/// Rewards that are linear in the context: action a earns (1 + x'θ_a) / 2 plus normal noise, where x and θ_a are drawn evenly from the unit
/// sphere, θ_a once a run. The context is the embedding <c>x</c>.
/// </summary>
public sealed record LinearBandit : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "linear";

    /// <summary>Number of actions, 2 to 10,000; the default is 10.</summary>
    public int ActionCount { get; init => field = Ranges.Check(value, 2, 10_000); } = 10;

    /// <summary>Width of the context, 1 to 10,000; the default is 10.</summary>
    public int FeatureCount { get; init => field = Ranges.Check(value, 1, 10_000); } = 10;

    /// <summary>Standard deviation of the noise, 0 to 1000; the default is 0.1.</summary>
    public double Noise { get; init => field = Ranges.Check(value, 0, 1000); } = 0.1;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        DecisionAction[] actions = Draws.Actions(ActionCount);
        var random = new Random(seed);
        float[][] weights = Draws.Directions(random, ActionCount, FeatureCount);
        while (true)
        {
            float[] context = Draws.Direction(random, FeatureCount);
            double[] means = [.. weights.Select(weight => (1 + Draws.Dot(context, weight)) / 2)];
            yield return new EnvironmentStep
            {
                Context = [Feature.Embedding("x", context)],
                Actions = actions,
                ExpectedRewards = means,
                Rewards = [.. means.Select(mean => mean + (Noise * Draws.Normal(random)))],
            };
        }
    }
}
