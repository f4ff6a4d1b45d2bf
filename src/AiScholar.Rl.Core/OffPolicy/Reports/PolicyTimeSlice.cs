namespace AiScholar.Rl.Core;

/// <summary>What a policy would have earned in a part of the log.</summary>
public sealed record PolicyTimeSlice
{
    /// <summary>The time of its first event.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The time of its last event.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>How many events it has.</summary>
    public required int SampleCount { get; init; }

    /// <summary>The doubly robust estimate of the mean reward per decision.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of its normal interval, not corrected for the number of slices.</summary>
    public required double LowerBound { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public required double UpperBound { get; init; }

    /// <summary>The estimated sum of rewards from the start of the log to the end of the slice.</summary>
    public required double CumulativeReward { get; init; }
}
