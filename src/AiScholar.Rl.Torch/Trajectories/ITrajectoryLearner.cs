namespace AiScholar.Rl.Torch;

/// <summary>Learns policies for goals of several steps from logged trajectories, and says what a policy would have earned. Safe to call from many threads.</summary>
public interface ITrajectoryLearner
{
    /// <summary>Learns a policy by conservative Q-learning, on a thread of the pool.</summary>
    /// <exception cref="PersonalizationException">A trajectory is unusable; code <see cref="AdvancedRlErrorCode.FeatureInvalid"/>.</exception>
    /// <exception cref="AdvancedRlException">An option is out of its range (<see cref="AdvancedRlErrorCode.InvalidConfiguration"/>), or learning left the finite numbers.</exception>
    /// <exception cref="TorchException">libtorch is not available.</exception>
    Task<SequentialPolicy> LearnAsync(TrajectorySet trajectories, ConservativeQOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Estimates the discounted reward of a trajectory under a policy: fitted-Q evaluation, and beside it importance sampling and doubly robust estimates.</summary>
    /// <param name="trajectories">The log; its propensities must be those of the policy that wrote it.</param>
    /// <param name="target">The policy to judge.</param>
    /// <param name="options">Its discount factor, and how to fit; null for the defaults.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="PersonalizationException">A trajectory is unusable, or the target's probabilities are no distribution.</exception>
    /// <exception cref="AdvancedRlException">An option is out of its range, or fitting left the finite numbers.</exception>
    Task<TrajectoryEvaluation> EvaluateAsync(TrajectorySet trajectories, TrajectoryPolicy target, ConservativeQOptions? options = null, CancellationToken cancellationToken = default);
}
