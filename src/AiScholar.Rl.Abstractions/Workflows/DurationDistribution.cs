namespace AiScholar.Rl;

/// <summary>How long a task may take, as a probability distribution. Immutable; which properties are read depends on <see cref="Kind"/>.</summary>
/// <remarks>
/// Make one by <see cref="Uniform"/>, <see cref="Triangular"/>, <see cref="LogNormal"/>, <see cref="Exponential"/>, <see cref="Normal"/> or <see cref="Empirical"/>.
/// Sampling is by inversion: <see cref="Quantile"/> of a uniform number, so that common random numbers compare schedules fairly.
/// </remarks>
public sealed record DurationDistribution
{
    /// <summary>The family.</summary>
    public required DurationDistributionKind Kind { get; init; }

    /// <summary>The shortest length (uniform, triangular, and the cut of normal); not negative.</summary>
    public TimeSpan? Minimum { get; init; }

    /// <summary>The most likely length (triangular), from the minimum to the maximum.</summary>
    public TimeSpan? Mode { get; init; }

    /// <summary>The longest length (uniform, triangular, and the cut of normal); null for none (normal).</summary>
    public TimeSpan? Maximum { get; init; }

    /// <summary>The median (log-normal), above 0.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>The mean (exponential), or that of the normal before it is cut; above 0.</summary>
    public TimeSpan? Mean { get; init; }

    /// <summary>The standard deviation of the normal before it is cut; above 0.</summary>
    public TimeSpan? StandardDeviation { get; init; }

    /// <summary>The standard deviation of the natural logarithm of the length (log-normal); above 0, at most 10.</summary>
    public double? LogStandardDeviation { get; init; }

    /// <summary>Observed lengths (empirical), at least one, none negative; any order.</summary>
    public IReadOnlyList<TimeSpan> Samples { get; init; } = [];

    /// <summary>Every length from <paramref name="minimum"/> to <paramref name="maximum"/> is as likely.</summary>
    public static DurationDistribution Uniform(TimeSpan minimum, TimeSpan maximum) =>
        new() { Kind = DurationDistributionKind.Uniform, Minimum = minimum, Maximum = maximum };

    /// <summary>A range with a most likely length.</summary>
    public static DurationDistribution Triangular(TimeSpan minimum, TimeSpan mode, TimeSpan maximum) =>
        new() { Kind = DurationDistributionKind.Triangular, Minimum = minimum, Mode = mode, Maximum = maximum };

    /// <summary>Log-normal by its median and the standard deviation of the logarithm.</summary>
    public static DurationDistribution LogNormal(TimeSpan median, double logStandardDeviation) =>
        new() { Kind = DurationDistributionKind.LogNormal, Median = median, LogStandardDeviation = logStandardDeviation };

    /// <summary>Exponential by its mean.</summary>
    public static DurationDistribution Exponential(TimeSpan mean) => new() { Kind = DurationDistributionKind.Exponential, Mean = mean };

    /// <summary>Normal, cut at <paramref name="minimum"/> (0 when null) and <paramref name="maximum"/>.</summary>
    public static DurationDistribution Normal(TimeSpan mean, TimeSpan standardDeviation, TimeSpan? minimum = null, TimeSpan? maximum = null) =>
        new() { Kind = DurationDistributionKind.Normal, Mean = mean, StandardDeviation = standardDeviation, Minimum = minimum, Maximum = maximum };

    /// <summary>Observed lengths.</summary>
    public static DurationDistribution Empirical(IReadOnlyList<TimeSpan> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        return new() { Kind = DurationDistributionKind.Empirical, Samples = [.. samples.Order()] };
    }

    /// <summary>What is wrong with the parameters, in a sentence; null when nothing is.</summary>
    public string? FindFault() => DurationMath.FindFault(this);

    /// <summary>The length that is not exceeded with the probability <paramref name="probability"/>.</summary>
    /// <param name="probability">0 to 1. At 1 a distribution without an end is cut at the probability 1 - 1e-9.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The parameters are unusable: see <see cref="FindFault"/>.</exception>
    public TimeSpan Quantile(double probability)
    {
        if (!(probability is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(probability), probability, "It must be from 0 to 1.");
        ThrowIfFaulty();
        return TimeSpan.FromTicks(DurationMath.Quantile(this, probability));
    }

    /// <summary>The mean length.</summary>
    /// <exception cref="InvalidOperationException">The parameters are unusable: see <see cref="FindFault"/>.</exception>
    public TimeSpan ExpectedValue()
    {
        ThrowIfFaulty();
        return TimeSpan.FromTicks((long)Math.Round(Math.Min(DurationMath.MeanTicks(this), DurationMath.MaxTicks)));
    }

    /// <summary>A length by inversion of <paramref name="uniform"/>, a number from 0 to 1 that a generator of the caller gave.</summary>
    public TimeSpan Sample(double uniform) => Quantile(uniform);

    private void ThrowIfFaulty()
    {
        if (FindFault() is { } fault)
            throw new InvalidOperationException(fault);
    }
}
