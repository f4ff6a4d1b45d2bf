namespace AiScholar.Rl.Core;

/// <summary>What is expected of an action that was never rewarded, beside what its features say.</summary>
public enum NewActionStart
{
    /// <summary>Nothing: an expected reward of 0, as uncertain as can be.</summary>
    Prior,

    /// <summary>The average of the known actions, as uncertain as can be.</summary>
    Average,
}
