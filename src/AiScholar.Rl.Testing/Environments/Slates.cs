namespace AiScholar.Rl.Testing;

/// <summary>Ranked slates: several actions a decision, each earning its reward times the weight of its slot (the position-based model).</summary>
public sealed record Slates : IEnvironment
{
    /// <inheritdoc/>
    public string Name { get; init; } = "slates";

    /// <summary>The world; it must offer at least as many actions as there are slots.</summary>
    public required IEnvironment Inner { get; init => field = Ranges.NotNull(value); }

    /// <summary>The weight of each slot, from the first on, each 0 to 1; the default is 1, 0.5, 0.25.</summary>
    public IReadOnlyList<double> PositionWeights { get; init => field = Ranges.NotNull(value); } = [1, 0.5, 0.25];

    /// <inheritdoc/>
    public IReadOnlyList<int> ChangePoints => Inner.ChangePoints;

    /// <inheritdoc/>
    public IEnumerable<EnvironmentStep> Run(int seed) => Inner.Run(seed).Select(step => step with { PositionWeights = PositionWeights });
}
