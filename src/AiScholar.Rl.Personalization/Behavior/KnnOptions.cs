namespace AiScholar.Rl.Personalization;

internal sealed record KnnOptions
{
    public int Neighbors { get; init; } = 200;

    public int Candidates { get; init; } = 1000;

    public int MaxSessions { get; init; } = 100_000;

    public int MaxLength { get; init; } = 200;

    public double RecencyDecay { get; init; } = 0.9;

    public int MaxActions { get; init; } = 100_000;

    public int MaxTenants { get; init; } = 1000;

    public static KnnOptions From(ExtensionContext extension)
    {
        var defaults = new KnnOptions();
        return new KnnOptions
        {
            Neighbors = BehaviorParameters.Within(extension, nameof(Neighbors), defaults.Neighbors, 1, 100_000),
            Candidates = BehaviorParameters.Within(extension, nameof(Candidates), defaults.Candidates, 1, 1_000_000),
            MaxSessions = BehaviorParameters.Within(extension, nameof(MaxSessions), defaults.MaxSessions, 2, 100_000_000),
            MaxLength = BehaviorParameters.Within(extension, nameof(MaxLength), defaults.MaxLength, 2, 10_000),
            RecencyDecay = BehaviorParameters.Within(extension, nameof(RecencyDecay), defaults.RecencyDecay, 0.01, 1),
            MaxActions = BehaviorParameters.Within(extension, nameof(MaxActions), defaults.MaxActions, 2, 10_000_000),
            MaxTenants = BehaviorParameters.Within(extension, nameof(MaxTenants), defaults.MaxTenants, 1, 1_000_000),
        };
    }
}
