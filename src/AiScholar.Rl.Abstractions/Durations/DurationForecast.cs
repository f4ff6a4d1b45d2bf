namespace AiScholar.Rl;

/// <summary>How long a piece of work may take, by what was seen so far.</summary>
public sealed record DurationForecast
{
    /// <summary>The log-normal distribution of the duration.</summary>
    public required DurationDistribution Distribution { get; init; }

    /// <summary>How many observations of this kind of work it rests on; 0 when it rests on other kinds.</summary>
    public required int ObservationCount { get; init; }

    /// <summary>What it rests on, in words.</summary>
    public required string Basis { get; init; }
}
