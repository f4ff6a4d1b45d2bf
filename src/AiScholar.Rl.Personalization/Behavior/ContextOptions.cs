namespace AiScholar.Rl.Personalization;

internal sealed record ContextOptions
{
    public int Order { get; init; } = 4;

    public int MaxActions { get; init; } = 500;

    public int MaxContexts { get; init; } = 500_000;

    public int MaxFeatures { get; init; } = 100_000;

    public int MaxTenants { get; init; } = 1000;

    public int Replay { get; init; } = 8;

    public int MaxReplay { get; init; } = 20_000;

    public double LearningRate { get; init; } = 0.1;

    public double L1 { get; init; } = 1;

    public double L2 { get; init; } = 1;

    public double MixingRate { get; init; } = 0.005;

    public double Retention { get; init; } = 0.99;

    public int Seed { get; init; }

    public static ContextOptions From(ExtensionContext extension)
    {
        var defaults = new ContextOptions();
        return new ContextOptions
        {
            Order = BehaviorParameters.Within(extension, nameof(Order), defaults.Order, 1, 16),
            MaxActions = BehaviorParameters.Within(extension, nameof(MaxActions), defaults.MaxActions, 2, 10_000),
            MaxContexts = BehaviorParameters.Within(extension, nameof(MaxContexts), defaults.MaxContexts, 100, 100_000_000),
            MaxFeatures = BehaviorParameters.Within(extension, nameof(MaxFeatures), defaults.MaxFeatures, 10, 10_000_000),
            MaxTenants = BehaviorParameters.Within(extension, nameof(MaxTenants), defaults.MaxTenants, 1, 1_000_000),
            Replay = BehaviorParameters.Within(extension, nameof(Replay), defaults.Replay, 0, 1000),
            MaxReplay = BehaviorParameters.Within(extension, nameof(MaxReplay), defaults.MaxReplay, 1, 10_000_000),
            LearningRate = BehaviorParameters.Within(extension, nameof(LearningRate), defaults.LearningRate, 1e-4, 10),
            L1 = BehaviorParameters.Within(extension, nameof(L1), defaults.L1, 0, 1e4),
            L2 = BehaviorParameters.Within(extension, nameof(L2), defaults.L2, 0, 1e4),
            MixingRate = BehaviorParameters.Within(extension, nameof(MixingRate), defaults.MixingRate, 1e-5, 1),
            Retention = BehaviorParameters.Within(extension, nameof(Retention), defaults.Retention, 0.5, 1),
            Seed = BehaviorParameters.Within(extension, nameof(Seed), defaults.Seed, int.MinValue, int.MaxValue),
        };
    }
}
