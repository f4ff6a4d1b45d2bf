namespace AiScholar.Rl.Core;

/// <summary>What a log says of one policy.</summary>
public sealed record PolicyEvaluation
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>What it stands for.</summary>
    public required PolicyEvaluationKind Kind { get; init; }

    /// <summary>Every estimate, each with its interval at the confidence level for it alone; empty when the policy failed.</summary>
    public IReadOnlyList<OffPolicyEstimate> Estimates { get; init; } = [];

    /// <summary>How much the log can tell of it; null when the policy failed.</summary>
    public OffPolicyDiagnostics? Diagnostics { get; init; }

    /// <summary>The doubly robust estimate of what it earns per decision more than the logged policy did; NaN when the policy failed.</summary>
    public required double Gain { get; init; }

    /// <summary>Lower end of the gain's interval, corrected for the number of policies compared (Bonferroni).</summary>
    public required double GainLowerBound { get; init; }

    /// <summary>Upper end of that interval.</summary>
    public required double GainUpperBound { get; init; }

    /// <summary>Its value over time.</summary>
    public IReadOnlyList<PolicyTimeSlice> Slices { get; init; } = [];

    /// <summary>Why nothing must be concluded of it; null when something may.</summary>
    public string? RefusalReason { get; init; }

    /// <summary>The estimate that the comparison rests on: doubly robust, and of the logged policy the mean reward; null when the policy failed.</summary>
    internal OffPolicyEstimate? Main => Estimates.FirstOrDefault(estimate => estimate.Estimator == (Kind == PolicyEvaluationKind.Logged ? OffPolicyEstimators.Ips : OffPolicyEstimators.DoublyRobust));
}
