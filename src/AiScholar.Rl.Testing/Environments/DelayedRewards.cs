namespace AiScholar.Rl.Testing;

/// <summary>Rewards that arrive late, in parts, or never. Delays are exponential; the parts of a reward are equal, each with a delay of its own.</summary>
public sealed record DelayedRewards : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "delayed-rewards";

    /// <summary>The world.</summary>
    public required IEnvironment Inner { get; init => field = Ranges.NotNull(value); }

    /// <summary>Mean delay, at least 0; a world's steps are a second apart unless it says otherwise.</summary>
    public TimeSpan MeanDelay { get; init => field = Ranges.Check(value); } = TimeSpan.FromSeconds(10);

    /// <summary>Share of the decisions whose reward never comes, 0 to 1; the default is 0.</summary>
    public double LostShare { get; init => field = Ranges.Check(value, 0, 1); }

    /// <summary>Whether a reward of 0 is not told, as a click that does not happen is not; the default is false.</summary>
    public bool IsZeroSilent { get; init; }

    /// <summary>In how many parts a reward comes, 1 to 100; the default is 1.</summary>
    public int Parts { get; init => field = Ranges.Check(value, 1, 100); } = 1;

    /// <inheritdoc/>
    public IReadOnlyList<int> ChangePoints => Inner.ChangePoints;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed)
    {
        var random = new Random(Seeds.Derive(seed, 3));
        foreach (EnvironmentStep step in Inner.Run(seed))
        {
            bool isLost = random.NextDouble() < LostShare;
            RewardArrival[] arrivals = [.. Enumerable.Range(0, Parts).Select(_ => new RewardArrival { Delay = -Math.Log(1 - random.NextDouble()) * MeanDelay, Share = 1.0 / Parts })];
            yield return step with { Arrivals = isLost ? [] : arrivals, IsZeroSilent = IsZeroSilent };
        }
    }
}
