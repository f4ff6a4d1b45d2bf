namespace AiScholar.Rl.Testing;

/// <summary>Worlds that come back: every period the next season begins, after the last the first again; in season s every action earns what the action s places further earned.</summary>
public sealed record SeasonalDrift : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "seasonal-drift";

    /// <summary>The world.</summary>
    public required IEnvironment Inner { get; init => field = Ranges.NotNull(value); }

    /// <summary>Steps of a season, at least 1.</summary>
    public required int Period { get; init => field = Ranges.Check(value, 1); }

    /// <summary>Number of seasons, 2 to 1000; the default is 2.</summary>
    public int SeasonCount { get; init => field = Ranges.Check(value, 2, 1000); } = 2;

    /// <summary>The first steps of the seasons, up to the hundredth.</summary>
    public IReadOnlyList<int> ChangePoints => [.. Enumerable.Range(1, 100).Select(season => (long)season * Period).TakeWhile(step => step <= int.MaxValue).Select(step => (int)step)];

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed) =>
        Inner.Run(seed).Select((step, index) => RewardShift.Apply(step, index / Period % SeasonCount));
}
