namespace AiScholar.Rl.Core;

/// <summary>How the interval of an estimate is found.</summary>
public enum OffPolicyInterval
{
    /// <summary>Value plus or minus the normal quantile times the standard error.</summary>
    Normal = 0,

    /// <summary>Percentiles of the estimates on resampled logs; holds for few or heavily weighted decisions too, where the normal one is too narrow or leaves the rewards' range.</summary>
    Bootstrap = 1,

    /// <summary>The bootstrap corrected for bias and skewness (BCa): better than percentiles where weights are skewed.</summary>
    BootstrapCorrected = 2,

    /// <summary>The empirical Bernstein bound: never too narrow at any number of decisions, if rewards and weights keep to their ranges; wide.</summary>
    EmpiricalBernstein = 3,

    /// <summary>A confidence sequence: as <see cref="EmpiricalBernstein"/>, and valid however often one looks while the log grows.</summary>
    ConfidenceSequence = 4,
}
