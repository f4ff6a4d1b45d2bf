namespace AiScholar.Rl.Testing;

/// <summary>
/// People who differ: action a earns user u (1 + x'w / |w|) / 2 plus normal noise, where w = (1 - i) θ_a + i δ_ua mixes the population's taste
/// θ_a with the user's own δ_ua; x, θ and δ are drawn evenly from the unit sphere. The context is the embedding <c>x</c>; the user is the request's.
/// </summary>
public sealed record HeterogeneousUsers : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "users";

    /// <summary>Number of users, 1 to 1,000,000, each as likely as any other; the default is 50.</summary>
    public int UserCount { get; init => field = Ranges.Check(value, 1, 1_000_000); } = 50;

    /// <summary>Number of actions, 2 to 1000; the default is 5.</summary>
    public int ActionCount { get; init => field = Ranges.Check(value, 2, 1000); } = 5;

    /// <summary>Width of the context, 1 to 1000; the default is 5.</summary>
    public int FeatureCount { get; init => field = Ranges.Check(value, 1, 1000); } = 5;

    /// <summary>How much users differ (i above): 0 all alike, 1 nothing in common. The default is 0.5.</summary>
    public double Individuality { get; init => field = Ranges.Check(value, 0, 1); } = 0.5;

    /// <summary>Standard deviation of the noise, 0 to 1000; the default is 0.1.</summary>
    public double Noise { get; init => field = Ranges.Check(value, 0, 1000); } = 0.1;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        DecisionAction[] actions = Draws.Actions(ActionCount);
        var random = new Random(seed);
        float[][] population = Draws.Directions(random, ActionCount, FeatureCount);
        var tastes = new Dictionary<int, float[][]>();
        while (true)
        {
            int user = random.Next(UserCount);
            if (!tastes.TryGetValue(user, out float[][]? taste))
                tastes.Add(user, taste = Taste(population, new Random(Seeds.Derive(seed, user))));
            float[] context = Draws.Direction(random, FeatureCount);
            double[] means = [.. taste.Select(weight => (1 + (Draws.Dot(context, weight) / Math.Sqrt(Draws.Dot(weight, weight)))) / 2)];
            yield return new EnvironmentStep
            {
                UserId = FormattableString.Invariant($"user-{user}"),
                Context = [Feature.Embedding("x", context)],
                Actions = actions,
                ExpectedRewards = means,
                Rewards = [.. means.Select(mean => mean + (Noise * Draws.Normal(random)))],
            };
        }
    }

    private float[][] Taste(float[][] population, Random random) =>
        [.. population.Select(weight => Draws.Direction(random, FeatureCount).Zip(weight, (own, common) => (float)((Individuality * own) + ((1 - Individuality) * common) + 1e-9)).ToArray())];
}
