namespace AiScholar.Rl;

/// <summary>Which way a health metric gets worse.</summary>
public enum ThresholdDirection
{
    /// <summary>Larger values are worse, as with memory in use.</summary>
    HigherIsWorse = 0,

    /// <summary>Smaller values are worse, as with free disk space.</summary>
    LowerIsWorse = 1,
}
