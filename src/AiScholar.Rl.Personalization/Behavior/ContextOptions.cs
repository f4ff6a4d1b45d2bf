using AiScholar.Rl.Core;

namespace AiScholar.Rl.Personalization;

/// <summary>Parameters of the predictor <c>context</c>: those of its models, and how many tenants have one.</summary>
internal sealed record ContextOptions
{
    public required ContextModelSettings Model { get; init; }

    public required int MaxTenants { get; init; }

    public static ContextOptions From(ExtensionContext extension)
    {
        var defaults = new ContextModelSettings();
        return new ContextOptions
        {
            MaxTenants = BehaviorParameters.Within(extension, nameof(MaxTenants), 1000, 1, 1_000_000),
            Model = new ContextModelSettings
            {
                Order = BehaviorParameters.Within(extension, nameof(ContextModelSettings.Order), defaults.Order, 1, 16),
                MaxActions = BehaviorParameters.Within(extension, nameof(ContextModelSettings.MaxActions), defaults.MaxActions, 2, 10_000),
                MaxContexts = BehaviorParameters.Within(extension, nameof(ContextModelSettings.MaxContexts), defaults.MaxContexts, 100, 100_000_000),
                MaxFeatures = BehaviorParameters.Within(extension, nameof(ContextModelSettings.MaxFeatures), defaults.MaxFeatures, 10, 10_000_000),
                Replay = BehaviorParameters.Within(extension, nameof(ContextModelSettings.Replay), defaults.Replay, 0, 1000),
                MaxReplay = BehaviorParameters.Within(extension, nameof(ContextModelSettings.MaxReplay), defaults.MaxReplay, 1, 10_000_000),
                LearningRate = BehaviorParameters.Within(extension, nameof(ContextModelSettings.LearningRate), defaults.LearningRate, 1e-4, 10),
                L1 = BehaviorParameters.Within(extension, nameof(ContextModelSettings.L1), defaults.L1, 0, 1e4),
                L2 = BehaviorParameters.Within(extension, nameof(ContextModelSettings.L2), defaults.L2, 0, 1e4),
                MixingRate = BehaviorParameters.Within(extension, nameof(ContextModelSettings.MixingRate), defaults.MixingRate, 1e-5, 1),
                Retention = BehaviorParameters.Within(extension, nameof(ContextModelSettings.Retention), defaults.Retention, 0.5, 1),
                Seed = BehaviorParameters.Within(extension, nameof(ContextModelSettings.Seed), defaults.Seed, int.MinValue, int.MaxValue),
            },
        };
    }
}
