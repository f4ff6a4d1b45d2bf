namespace AiScholar.Rl;

/// <summary>How running work may go on, by what finished sessions showed.</summary>
public sealed record WorkflowForecast
{
    /// <summary>What may come next, likeliest first; the end of the work is one of them. The probabilities add up to 1.</summary>
    public required IReadOnlyList<NextActivity> NextActivities { get; init; }

    /// <summary>Probability that nothing comes any more, 0 to 1.</summary>
    public required double EndProbability { get; init; }

    /// <summary>Time until the work is finished, from now; null where times are missing, in the work or in all that was learnt.</summary>
    public RemainingTime? RemainingTime { get; init; }

    /// <summary>Probability that the deadline is missed, 0 to 1; null without a deadline, or where no time is known.</summary>
    public double? DelayProbability { get; init; }

    /// <summary>How many of the latest activities were met before in this order; 0 when only the frequencies of activities are left to rest on.</summary>
    public required int MatchedActivities { get; init; }

    /// <summary>How often they were met in this order, older meetings counting in full.</summary>
    public required long MatchedCount { get; init; }

    /// <summary>How many moments of finished sessions the remaining time rests on: the effective number (Kish), at least 0.</summary>
    public double SimilarCount { get; init; }

    /// <summary>What it rests on, in words.</summary>
    public required string Basis { get; init; }
}
