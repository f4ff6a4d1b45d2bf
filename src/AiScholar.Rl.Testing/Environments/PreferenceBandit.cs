namespace AiScholar.Rl.Testing;

/// <summary>
/// Kinds of people that each like one action: the liked action earns 1 with one probability, every other with a lower one, else 0. The kind
/// is the categorical feature <c>kind</c>; which action a kind likes is drawn once a run, different ones while there are enough.
/// </summary>
public sealed record PreferenceBandit : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "preference";

    /// <summary>Number of actions, 2 to 10,000; the default is 7.</summary>
    public int ActionCount { get; init => field = Ranges.Check(value, 2, 10_000); } = 7;

    /// <summary>Number of kinds of people, 1 to 10,000; the default is 4.</summary>
    public int KindCount { get; init => field = Ranges.Check(value, 1, 10_000); } = 4;

    /// <summary>Mean reward of the liked action, 0 to 1; the default is 0.8.</summary>
    public double LikedReward { get; init => field = Ranges.Check(value, 0, 1); } = 0.8;

    /// <summary>Mean reward of every other action, 0 to 1; the default is 0.2.</summary>
    public double OtherReward { get; init => field = Ranges.Check(value, 0, 1); } = 0.2;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        DecisionAction[] actions = Draws.Actions(ActionCount);
        var random = new Random(seed);
        int[] liked = [.. Enumerable.Range(0, ActionCount)];
        random.Shuffle(liked);
        while (true)
        {
            int kind = random.Next(KindCount);
            double[] means = [.. actions.Select((_, action) => action == liked[kind % ActionCount] ? LikedReward : OtherReward)];
            yield return new EnvironmentStep
            {
                Context = [Feature.Categorical("kind", FormattableString.Invariant($"kind-{kind}"))],
                Actions = actions,
                ExpectedRewards = means,
                Rewards = Draws.Bernoulli(random, means),
            };
        }
    }
}
