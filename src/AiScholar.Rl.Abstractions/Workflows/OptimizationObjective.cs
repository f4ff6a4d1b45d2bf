namespace AiScholar.Rl;

/// <summary>One of the things a schedule is judged by.</summary>
public sealed record OptimizationObjective
{
    /// <summary>What is judged.</summary>
    public required ObjectiveKind Kind { get; init; }

    /// <summary>The probability of <see cref="ObjectiveKind.MakespanQuantile"/>, between 0 and 1.</summary>
    public double Quantile { get; init; } = 0.9;
}
