namespace AiScholar.Rl.Core;

/// <summary>Settings of a <see cref="ContextModel"/>; their ranges are checked by those who read them.</summary>
internal sealed record ContextModelSettings
{
    /// <summary>Longest context in actions, 1 to 16.</summary>
    public int Order { get; init; } = 4;

    /// <summary>Most different actions.</summary>
    public int MaxActions { get; init; } = 500;

    /// <summary>Most contexts counted; beyond it the rarer half is forgotten.</summary>
    public int MaxContexts { get; init; } = 500_000;

    /// <summary>Most indicators of the logistic model; later ones are left out.</summary>
    public int MaxFeatures { get; init; } = 100_000;

    /// <summary>How many past examples are learnt again with each new one.</summary>
    public int Replay { get; init; } = 8;

    /// <summary>How many past examples are kept for that.</summary>
    public int MaxReplay { get; init; } = 20_000;

    /// <summary>Step size of the logistic model.</summary>
    public double LearningRate { get; init; } = 0.1;

    /// <summary>Penalty that keeps rare indicators at zero.</summary>
    public double L1 { get; init; } = 1;

    /// <summary>Penalty of large weights.</summary>
    public double L2 { get; init; } = 1;

    /// <summary>Step size of the mixture.</summary>
    public double MixingRate { get; init; } = 0.005;

    /// <summary>How much of a context's counts stays at each new one, in the counts that forget.</summary>
    public double Retention { get; init; } = 0.99;

    /// <summary>Seed of what is replayed.</summary>
    public int Seed { get; init; }
}
