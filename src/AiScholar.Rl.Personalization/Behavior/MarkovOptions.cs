namespace AiScholar.Rl.Personalization;

internal sealed record MarkovOptions
{
    public int Order { get; init; } = 3;

    public int Window { get; init; } = 10;

    public double WindowDecay { get; init; } = 0.8;

    public double HistoryDecay { get; init; } = 0.7;

    public int MaxActions { get; init; } = 100_000;

    public int MaxContexts { get; init; } = 200_000;

    public int MaxTenants { get; init; } = 1000;

    public static MarkovOptions From(ExtensionContext extension)
    {
        var defaults = new MarkovOptions();
        return new MarkovOptions
        {
            Order = BehaviorParameters.Within(extension, nameof(Order), defaults.Order, 1, 3),
            Window = BehaviorParameters.Within(extension, nameof(Window), defaults.Window, 1, 100),
            WindowDecay = BehaviorParameters.Within(extension, nameof(WindowDecay), defaults.WindowDecay, 0.01, 1),
            HistoryDecay = BehaviorParameters.Within(extension, nameof(HistoryDecay), defaults.HistoryDecay, 0.01, 1),
            MaxActions = BehaviorParameters.Within(extension, nameof(MaxActions), defaults.MaxActions, 2, 10_000_000),
            MaxContexts = BehaviorParameters.Within(extension, nameof(MaxContexts), defaults.MaxContexts, 100, 100_000_000),
            MaxTenants = BehaviorParameters.Within(extension, nameof(MaxTenants), defaults.MaxTenants, 1, 1_000_000),
        };
    }
}
