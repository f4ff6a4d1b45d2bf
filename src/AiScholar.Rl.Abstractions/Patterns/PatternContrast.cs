namespace AiScholar.Rl;

/// <summary>How sessions that show a pattern end, against those that do not. That two things go together does not say that one causes the other.</summary>
public sealed record PatternContrast
{
    /// <summary>How many sessions that show it succeeded.</summary>
    public required int SucceededCount { get; init; }

    /// <summary>How many sessions that show it failed.</summary>
    public required int FailedCount { get; init; }

    /// <summary>Of the sessions that show it, the part that succeeded, 0 to 1.</summary>
    public required double SuccessRateWith { get; init; }

    /// <summary>Of the sessions that do not, the part that succeeded, 0 to 1; 0 when all show it.</summary>
    public required double SuccessRateWithout { get; init; }

    /// <summary>The odds of success with it as a multiple of those without, above 0.</summary>
    public required double OddsRatio { get; init; }

    /// <summary>How often, with outcomes dealt out at random, some pattern of all those looked at would differ as much, above 0 to 1: adjusted for their number (Westfall and Young's max-T).</summary>
    public required double AdjustedPValue { get; init; }
}
