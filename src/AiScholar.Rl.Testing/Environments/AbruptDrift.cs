namespace AiScholar.Rl.Testing;

/// <summary>A world that changes at once: at each change point every action begins to earn what the next action earned before.</summary>
public sealed record AbruptDrift : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "abrupt-drift";

    /// <summary>The world.</summary>
    public required IEnvironment Inner { get; init => field = Ranges.NotNull(value); }

    /// <summary>The steps at which it changes, ascending from 1 on.</summary>
    public required IReadOnlyList<int> ChangePoints { get; init => field = Ranges.Steps(value); }

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        int index = 0;
        int changes = 0;
        foreach (EnvironmentStep step in Inner.Run(seed))
        {
            while (changes < ChangePoints.Count && ChangePoints[changes] <= index)
                changes++;
            index++;
            yield return RewardShift.Apply(step, changes);
        }
    }
}
