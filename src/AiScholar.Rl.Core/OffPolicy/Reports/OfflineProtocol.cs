namespace AiScholar.Rl.Core;

/// <summary>How a learner is judged on the log that it learns from.</summary>
public enum OfflineProtocol
{
    /// <summary>Each decision is judged before it is learnt from: what the learner would earn while it learns. Rewards count as known at once.</summary>
    Progressive = 0,

    /// <summary>Each decision is judged by a learner trained on the other folds: what it would earn once it has learnt.</summary>
    HeldOut = 1,
}
