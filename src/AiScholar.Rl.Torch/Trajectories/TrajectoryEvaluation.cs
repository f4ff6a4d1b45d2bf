namespace AiScholar.Rl.Torch;

/// <summary>What a policy would have earned per trajectory, discounted, by several estimators.</summary>
public sealed record TrajectoryEvaluation
{
    /// <summary>Fitted-Q evaluation: the mean value of the first states.</summary>
    public required double FittedQ { get; init; }

    /// <summary>Per-decision importance sampling.</summary>
    public required double ImportanceSampling { get; init; }

    /// <summary>Per-decision weighted importance sampling.</summary>
    public required double WeightedImportanceSampling { get; init; }

    /// <summary>The doubly robust estimate: importance sampling of what fitted Q leaves over.</summary>
    public required double DoublyRobust { get; init; }

    /// <summary>Standard error of <see cref="DoublyRobust"/> over trajectories; its Q is fitted on the same ones.</summary>
    public required double DoublyRobustStandardError { get; init; }

    /// <summary>The mean discounted reward of the log itself.</summary>
    public required double LoggedValue { get; init; }

    /// <summary>(sum w)^2 / sum w^2 of the trajectories' whole weights: below some tens, importance sampling says little.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>How many trajectories were used.</summary>
    public required int TrajectoryCount { get; init; }
}
