namespace AiScholar.Rl;

/// <summary>The makespan that is not exceeded with a probability.</summary>
public sealed record MakespanQuantile
{
    /// <summary>The probability, between 0 and 1.</summary>
    public required double Probability { get; init; }

    /// <summary>The makespan.</summary>
    public required TimeSpan Makespan { get; init; }
}
