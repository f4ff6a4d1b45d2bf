using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Conservative Q-learning on discrete actions: Kumar, Zhou, Tucker, Levine, "Conservative Q-Learning for Offline Reinforcement Learning", NeurIPS 2020 (arXiv 2006.04779), equation 4 (CQL(H)),
/// with the double-DQN target of van Hasselt, Guez, Silver, 2016 (arXiv 1509.06461), equation 4:
/// <code>
/// y = r + gamma Q'(s', argmax_a Q(s', a))      L = mean huber(Q(s, a) - y) + alpha mean [ log sum_a exp Q(s, a) - Q(s, a_logged) ]
/// </code>
/// The penalty keeps values of actions that the log did not take low. Rewards are divided by their largest magnitude while learning, so that alpha means the same on any scale.
/// </summary>
internal static class ConservativeQTrainer
{
    public static PerceptronWeights Train(TransitionTable table, double rewardScale, ConservativeQOptions options, long seed, torch.Device device, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var start = PerceptronWeights.Create([table.StateWidth, .. Enumerable.Repeat(options.HiddenWidth, options.HiddenLayers), table.Actions], random);
        var (network, target) = (PerceptronTensors.From(start, device), PerceptronTensors.From(start, device));
        var optimizer = new AdamSteps(network.Weights, options.LearningRate);
        for (var step = 0; step < options.Steps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (step % options.TargetUpdateEvery == 0)
                target.CopyFrom(network);
            using var inner = torch.NewDisposeScope();
            var batch = table.Draw(random, options.BatchSize, device);
            var goal = Goal(network, target, batch, rewardScale, options.DiscountFactor);
            var all = network.Forward(batch.States);
            var chosen = all.gather(1, batch.Actions);
            var penalty = ((all + batch.Mask).logsumexp(1, keepdim: true) - chosen).mean();
            optimizer.Minimize(torch.nn.functional.smooth_l1_loss(chosen, goal) + (options.ConservativeWeight * penalty));
        }

        return QNetworks.Checked(network.Export(), options);
    }

    private static torch.Tensor Goal(PerceptronTensors network, PerceptronTensors target, TransitionBatch batch, double rewardScale, double discount)
    {
        using var none = torch.no_grad();
        var best = (network.Forward(batch.NextStates) + batch.NextMask).argmax(1, keepdim: true);
        return (batch.Rewards / rewardScale) + (discount * batch.Continues * target.Forward(batch.NextStates).gather(1, best));
    }
}
