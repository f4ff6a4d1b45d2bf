namespace AiScholar.Rl;

/// <summary>That one person's activity was directly followed by another's in the same session.</summary>
/// <remarks>van der Aalst, Reijers and Song, "Discovering social networks from event logs", CSCW 14 (2005).</remarks>
public sealed record WorkHandover
{
    /// <summary>Who was first, by pseudonym.</summary>
    public required string From { get; init; }

    /// <summary>Who went on, by pseudonym.</summary>
    public required string To { get; init; }

    /// <summary>How often.</summary>
    public required long Count { get; init; }
}
