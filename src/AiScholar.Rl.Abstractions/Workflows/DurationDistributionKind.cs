namespace AiScholar.Rl;

/// <summary>The family of a <see cref="DurationDistribution"/>.</summary>
public enum DurationDistributionKind
{
    /// <summary>Every length from the minimum to the maximum is as likely.</summary>
    Uniform,

    /// <summary>Minimum, most likely and maximum length.</summary>
    Triangular,

    /// <summary>The logarithm of the length is normal.</summary>
    LogNormal,

    /// <summary>Memoryless, with a mean.</summary>
    Exponential,

    /// <summary>Normal, cut at the minimum (0 when there is none) and the maximum.</summary>
    Normal,

    /// <summary>Observed lengths, joined by straight lines.</summary>
    Empirical,
}
