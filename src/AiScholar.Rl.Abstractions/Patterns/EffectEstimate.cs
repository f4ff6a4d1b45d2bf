namespace AiScholar.Rl;

/// <summary>How much something matters, and how surely.</summary>
public sealed record EffectEstimate
{
    /// <summary>What is measured, such as <c>odds ratio of success, team twice as large</c>.</summary>
    public required string Measure { get; init; }

    /// <summary>The estimate, in the unit of <see cref="Measure"/>.</summary>
    public required double Value { get; init; }

    /// <summary>The lower end of its interval.</summary>
    public required double LowerBound { get; init; }

    /// <summary>The upper end of its interval.</summary>
    public required double UpperBound { get; init; }

    /// <summary>The probability with which such an interval covers the true value, above 0 and below 1.</summary>
    public double ConfidenceLevel { get; init; } = 0.95;

    /// <summary>Probability of an estimate at least so far from none, on both sides, if there were no effect; 0 to 1.</summary>
    public required double PValue { get; init; }

    /// <summary>How many sessions it rests on.</summary>
    public required int SampleCount { get; init; }

    /// <summary>What else the sessions differ in and was held equal.</summary>
    public IReadOnlyList<string> AdjustedFor { get; init; } = [];
}
