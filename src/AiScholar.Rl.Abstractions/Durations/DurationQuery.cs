namespace AiScholar.Rl;

/// <summary>A piece of work whose duration is asked for.</summary>
public sealed record DurationQuery
{
    /// <summary>The kind of work.</summary>
    public required string TaskType { get; init; }

    /// <summary>The research domain, or null.</summary>
    public string? Domain { get; init; }

    /// <summary>Who is to do it, by pseudonym, or null.</summary>
    public string? Person { get; init; }

    /// <summary>What it is to be done with, or null.</summary>
    public string? Instrument { get; init; }

    /// <summary>How much work it is, in the unit of the observations; at least 0, null when unknown.</summary>
    public double? Amount { get; init; }
}
