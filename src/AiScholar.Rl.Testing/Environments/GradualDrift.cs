namespace AiScholar.Rl.Testing;

/// <summary>
/// A world that changes little by little: from <see cref="From"/> to <see cref="Until"/> a growing share of the decisions is made in a world
/// where every action earns what the next action earned before; the mean rewards are the mixture's.
/// </summary>
public sealed record GradualDrift : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "gradual-drift";

    /// <summary>The world.</summary>
    public required IEnvironment Inner { get; init => field = Ranges.NotNull(value); }

    /// <summary>The step at which the change begins, at least 0.</summary>
    public required int From { get; init => field = Ranges.Check(value, 0); }

    /// <summary>The step at which it is complete; at once when not above <see cref="From"/>.</summary>
    public required int Until { get; init => field = Ranges.Check(value, 0); }

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        var random = new Random(Seeds.Derive(seed, 1));
        int index = 0;
        foreach (EnvironmentStep step in Inner.Run(seed))
        {
            double share = index >= Until ? 1 : index < From ? 0 : (index - From) / (double)(Until - From);
            index++;
            double[] means = RewardShift.Rotate(step.ExpectedRewards, 1);
            yield return step with
            {
                ExpectedRewards = [.. means.Select((mean, action) => (share * mean) + ((1 - share) * step.ExpectedRewards[action]))],
                Rewards = random.NextDouble() < share ? RewardShift.Rotate(step.Rewards, 1) : step.Rewards,
            };
        }
    }
}
