namespace AiScholar.Rl.Core;

/// <summary>How a policy with estimates of its own tries other actions than the best.</summary>
public enum ExplorationRule
{
    /// <summary>The action of the highest upper bound is taken, all but a share epsilon of the time.</summary>
    Optimistic = 0,

    /// <summary>The probability of an action falls with the inverse of its gap to the best expected reward.</summary>
    InverseGap = 1,
}
