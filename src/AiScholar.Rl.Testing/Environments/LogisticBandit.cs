namespace AiScholar.Rl.Testing;

/// <summary>
/// Clicks whose log-odds are linear in the context: action a earns 1 with probability 1 / (1 + exp(-(bias + s x'θ_a))), else 0, where x and
/// θ_a are drawn evenly from the unit sphere, θ_a once a run. The context is the embedding <c>x</c>.
/// </summary>
public sealed record LogisticBandit : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "logistic";

    /// <summary>Number of actions, 2 to 10,000; the default is 10.</summary>
    public int ActionCount { get; init => field = Ranges.Check(value, 2, 10_000); } = 10;

    /// <summary>Width of the context, 1 to 10,000; the default is 5.</summary>
    public int FeatureCount { get; init => field = Ranges.Check(value, 1, 10_000); } = 5;

    /// <summary>How much the context matters (s above), 0 to 100; the default is 5.</summary>
    public double Sharpness { get; init => field = Ranges.Check(value, 0, 100); } = 5;

    /// <summary>Log-odds of an action that the context says nothing of, -100 to 100; the default is -1.</summary>
    public double Bias { get; init => field = Ranges.Check(value, -100, 100); } = -1;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        DecisionAction[] actions = Draws.Actions(ActionCount);
        var random = new Random(seed);
        float[][] weights = Draws.Directions(random, ActionCount, FeatureCount);
        while (true)
        {
            float[] context = Draws.Direction(random, FeatureCount);
            double[] means = [.. weights.Select(weight => 1 / (1 + Math.Exp(-(Bias + (Sharpness * Draws.Dot(context, weight))))))];
            yield return new EnvironmentStep
            {
                Context = [Feature.Embedding("x", context)],
                Actions = actions,
                ExpectedRewards = means,
                Rewards = Draws.Bernoulli(random, means),
            };
        }
    }
}
