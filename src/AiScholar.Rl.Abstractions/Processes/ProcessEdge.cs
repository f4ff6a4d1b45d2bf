namespace AiScholar.Rl;

/// <summary>That one activity directly follows another.</summary>
public sealed record ProcessEdge
{
    /// <summary>The activity before.</summary>
    public required string From { get; init; }

    /// <summary>The activity after.</summary>
    public required string To { get; init; }

    /// <summary>How often.</summary>
    public required long Count { get; init; }

    /// <summary>The mean time from the end of the one, or its start where no end is known, to the start of the other; null without times. Overlapping counts as 0.</summary>
    public TimeSpan? MeanWait { get; init; }

    /// <summary>The longest such time.</summary>
    public TimeSpan? MaximumWait { get; init; }
}
