namespace AiScholar.Rl.Testing;

/// <summary>Action sets that change from call to call: a random part of the world's actions, in their order.</summary>
public sealed record ChangingActions : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "changing-actions";

    /// <summary>The world.</summary>
    public required IEnvironment Inner { get; init => field = Ranges.NotNull(value); }

    /// <summary>How many actions are offered at a time, at least 1; all when the world has fewer.</summary>
    public required int Count { get; init => field = Ranges.Check(value, 1); }

    /// <inheritdoc/>
    public IReadOnlyList<int> ChangePoints => Inner.ChangePoints;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        var random = new Random(Seeds.Derive(seed, 2));
        foreach (EnvironmentStep step in Inner.Run(seed))
        {
            int[] all = [.. Enumerable.Range(0, step.Actions.Count)];
            random.Shuffle(all);
            int[] kept = [.. all.Take(Count).Order()];
            yield return step with
            {
                Actions = [.. kept.Select(index => step.Actions[index])],
                ExpectedRewards = [.. kept.Select(index => step.ExpectedRewards[index])],
                Rewards = [.. kept.Select(index => step.Rewards[index])],
                BaselineActionId = kept.Any(index => step.Actions[index].Id == step.BaselineActionId) ? step.BaselineActionId : null,
            };
        }
    }
}
