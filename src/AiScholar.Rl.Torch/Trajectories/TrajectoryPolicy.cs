namespace AiScholar.Rl.Torch;

/// <summary>A policy to judge on trajectories: fills the probability of each action of the set in a step's state; they must sum to 1. It must not look at what the step did or earned.</summary>
public delegate void TrajectoryPolicy(TrajectoryStep step, Span<double> probabilities);
