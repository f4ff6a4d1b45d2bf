namespace AiScholar.Rl.Core;

/// <summary>A policy that an offline evaluation compares: a fixed one, or a learner with its settings that starts from nothing.</summary>
public sealed class PolicyCandidate
{
    private PolicyCandidate(string name, TargetPolicy? target, Func<IDecisionPolicy>? create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        (Name, Target, Create) = (name, target, create);
    }

    /// <summary>Its name in the report.</summary>
    public string Name { get; }

    internal TargetPolicy? Target { get; }

    internal Func<IDecisionPolicy>? Create { get; }

    /// <summary>A policy that learns nothing meanwhile. It must not have learnt from the log it is judged on; no test can find out.</summary>
    /// <param name="name">Its name in the report.</param>
    /// <param name="policy">The policy.</param>
    public static PolicyCandidate Fixed(string name, TargetPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return new PolicyCandidate(name, policy, null);
    }

    /// <summary>A learner that is trained on the log from nothing and judged on what it has not learnt from, by <see cref="OfflineEvaluationOptions.Protocol"/>.</summary>
    /// <param name="name">Its name in the report.</param>
    /// <param name="create">Creates it untrained; called once, or once for each fold. A disposable policy is disposed of.</param>
    public static PolicyCandidate Learning(string name, Func<IDecisionPolicy> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        return new PolicyCandidate(name, null, create);
    }
}
