namespace AiScholar.Rl;

/// <summary>Whether one piece of work is to follow a practice that is on trial.</summary>
public sealed record PracticeTrial
{
    /// <summary>The practice.</summary>
    public required string PracticeId { get; init; }

    /// <summary>The decision's event id, to report the outcome with.</summary>
    public required string EventId { get; init; }

    /// <summary>Whether to do as the practice says: follow it, or avoid what is to be avoided.</summary>
    public required bool IsFollowed { get; init; }

    /// <summary>With what probability the assignment was made, above 0 to 1.</summary>
    public required double Propensity { get; init; }
}
