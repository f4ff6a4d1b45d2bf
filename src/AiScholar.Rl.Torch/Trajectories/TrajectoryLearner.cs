using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch;

/// <summary>Runs <see cref="ConservativeQTrainer"/>, <see cref="FittedQEvaluation"/> and <see cref="TrajectoryEstimators"/> on the runtime's device.</summary>
internal sealed class TrajectoryLearner(ITorchRuntime runtime, IOptions<TorchOptions> torchOptions) : ITrajectoryLearner
{
    public Task<SequentialPolicy> LearnAsync(TrajectorySet trajectories, ConservativeQOptions? options = null, CancellationToken cancellationToken = default)
    {
        var settings = QNetworks.Validated(options);
        var table = TransitionTable.Create(trajectories);
        return Task.Run(
            () =>
            {
                var scale = QNetworks.RewardScale(trajectories);
                var network = ConservativeQTrainer.Train(table, scale, settings, settings.Seed ?? torchOptions.Value.Seed, runtime.Device, cancellationToken);
                return new SequentialPolicy(network, trajectories.ActionIds, scale, settings.Epsilon, torchOptions.Value.MaximumCheckpointBytes);
            },
            cancellationToken);
    }

    public Task<TrajectoryEvaluation> EvaluateAsync(TrajectorySet trajectories, TrajectoryPolicy target, ConservativeQOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        var settings = QNetworks.Validated(options);
        var table = TransitionTable.Create(trajectories);
        var policy = trajectories.Trajectories.Select(trajectory => trajectory.Steps.Select(step => Probabilities(step, target, trajectories.ActionIds.Count, trajectory.Id)).ToArray()).ToArray();
        return Task.Run(() => Evaluate(trajectories, table, policy, settings, cancellationToken), cancellationToken);
    }

    private TrajectoryEvaluation Evaluate(TrajectorySet set, TransitionTable table, double[][][] policy, ConservativeQOptions settings, CancellationToken cancellationToken)
    {
        var next = new float[table.Count * table.Actions];
        var row = 0;
        for (var i = 0; i < policy.Length; i++)
        {
            var usable = policy[i].Length - (set.Trajectories[i].IsTerminal ? 0 : 1);
            for (var t = 0; t < usable; t++, row++)
            {
                if (t + 1 < policy[i].Length)
                    Array.ConvertAll(policy[i][t + 1], probability => (float)probability).CopyTo(next, row * table.Actions);
            }
        }

        var scale = QNetworks.RewardScale(set);
        var network = FittedQEvaluation.Fit(table, next, scale, settings, settings.Seed ?? torchOptions.Value.Seed, runtime.Device, cancellationToken);
        var values = set.Trajectories.Select(trajectory => trajectory.Steps.Select(step => Array.ConvertAll(network.Forward(step.State.Span), value => value * scale)).ToArray()).ToArray();
        return TrajectoryEstimators.Evaluate(set, policy, values, settings.DiscountFactor);
    }

    private static double[] Probabilities(TrajectoryStep step, TrajectoryPolicy target, int actions, string id)
    {
        var probabilities = new double[actions];
        target(step, probabilities);
        return probabilities.All(probability => probability >= 0) && Math.Abs(probabilities.Sum() - 1) <= 1e-6
            ? probabilities
            : throw new PersonalizationException(AdvancedRlErrorCode.PolicyInvalid, $"The target policy's probabilities for trajectory '{id}' are no distribution: they must not be negative and must sum to 1.");
    }
}
