namespace AiScholar.Rl;

/// <summary>How well an apprentice policy agrees with the host's own choices.</summary>
public sealed record ApprenticeStatistics
{
    /// <summary>Decisions compared: those that count, not those deferred.</summary>
    public required long Decisions { get; init; }

    /// <summary>Decisions where the policy's most probable action was the host's, before it learnt from that decision. Ties count as their share.</summary>
    public required double Matches { get; init; }

    /// <summary>Matches over decisions, 0 to 1.</summary>
    public double MatchRate => Decisions > 0 ? Matches / Decisions : 0;

    /// <summary>The match rate of the last decisions, at most 1,000 of them, 0 to 1.</summary>
    public required double RecentMatchRate { get; init; }
}
