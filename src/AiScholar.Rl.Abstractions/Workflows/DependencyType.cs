namespace AiScholar.Rl;

/// <summary>Which ends of two tasks a dependency ties.</summary>
public enum DependencyType
{
    /// <summary>The later task starts after the earlier one ends.</summary>
    FinishToStart,

    /// <summary>The later task starts after the earlier one starts.</summary>
    StartToStart,

    /// <summary>The later task ends after the earlier one ends.</summary>
    FinishToFinish,

    /// <summary>The later task ends after the earlier one starts.</summary>
    StartToFinish,
}
