namespace AiScholar.Rl.Core;

/// <summary>How the interval of an estimate is found.</summary>
public enum OffPolicyInterval
{
    /// <summary>Value plus or minus the normal quantile times the standard error.</summary>
    Normal = 0,

    /// <summary>Percentiles of the estimates on resampled logs; holds for few or heavily weighted decisions too, where the normal one is too narrow or leaves the rewards' range.</summary>
    Bootstrap = 1,
}
