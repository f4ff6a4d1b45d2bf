namespace AiScholar.Rl;

/// <summary>How long running work may still take. No number is below zero.</summary>
public sealed record RemainingTime
{
    /// <summary>The median: what it is least wrong by on average.</summary>
    public required TimeSpan Median { get; init; }

    /// <summary>The .1 quantile.</summary>
    public required TimeSpan LowerQuantile { get; init; }

    /// <summary>The .9 quantile.</summary>
    public required TimeSpan UpperQuantile { get; init; }

    /// <summary>The mean, which a few long cases raise above the median.</summary>
    public required TimeSpan Mean { get; init; }
}
