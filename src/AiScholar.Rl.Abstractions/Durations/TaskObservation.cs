namespace AiScholar.Rl;

/// <summary>How long a piece of work took.</summary>
public sealed record TaskObservation
{
    /// <summary>The kind of work.</summary>
    public required string TaskType { get; init; }

    /// <summary>How long it took, above 0 to be learnt from.</summary>
    public required TimeSpan Duration { get; init; }

    /// <summary>The research domain, or null.</summary>
    public string? Domain { get; init; }

    /// <summary>Who did it, by pseudonym, or null.</summary>
    public string? Person { get; init; }

    /// <summary>What it was done with, or null.</summary>
    public string? Instrument { get; init; }

    /// <summary>How much work it was, in a unit of the host's such as bytes, samples or pages; at least 0, null when unknown.</summary>
    public double? Amount { get; init; }
}
