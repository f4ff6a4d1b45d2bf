namespace AiScholar.Rl.Torch;

/// <summary>What learning and evaluating a Q-network share.</summary>
internal static class QNetworks
{
    /// <exception cref="AdvancedRlException">A weight is not finite.</exception>
    public static PerceptronWeights Checked(PerceptronWeights weights, ConservativeQOptions options) =>
        weights.Matrices.Concat(weights.Biases).All(values => Array.TrueForAll(values, float.IsFinite))
            ? weights
            : throw new AdvancedRlException($"Q-learning left the finite numbers; lower LearningRate ({options.LearningRate}).");

    /// <summary>The largest magnitude of a reward; 1 when all are 0.</summary>
    public static double RewardScale(TrajectorySet set)
    {
        var largest = set.Trajectories.SelectMany(trajectory => trajectory.Steps).Max(step => Math.Abs(step.Reward));
        return largest > 0 ? largest : 1;
    }

    /// <exception cref="AdvancedRlException">An option is out of its range.</exception>
    public static ConservativeQOptions Validated(ConservativeQOptions? options)
    {
        options ??= new ConservativeQOptions();
        return new ConservativeQOptionsValidator().Validate(null, options) is { Failed: true } invalid
            ? throw new AdvancedRlException(AdvancedRlErrorCode.InvalidConfiguration, invalid.FailureMessage)
            : options;
    }
}
