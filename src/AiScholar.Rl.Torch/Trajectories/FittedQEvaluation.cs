using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Fitted-Q evaluation: Le, Voloshin, Yue, "Batch Policy Learning under Constraints", ICML 2019 (arXiv 1903.08738), algorithm 3: Q is fitted to r + gamma sum_a pi(a | s') Q'(s', a), again and again.
/// Q' is the network of some steps ago, its expectation under the judged policy worked out exactly.
/// </summary>
internal static class FittedQEvaluation
{
    public static PerceptronWeights Fit(
        TransitionTable table, float[] nextProbabilities, double rewardScale, ConservativeQOptions options, long seed, torch.Device device, CancellationToken cancellationToken)
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
            var policy = TransitionTable.Gather(nextProbabilities, batch.Rows, table.Actions, device);
            var goal = (batch.Rewards / rewardScale) + (options.DiscountFactor * batch.Continues * (target.Forward(batch.NextStates).detach() * policy).sum(1, keepdim: true));
            optimizer.Minimize(torch.nn.functional.mse_loss(network.Forward(batch.States).gather(1, batch.Actions), goal));
        }

        return QNetworks.Checked(network.Export(), options);
    }
}
