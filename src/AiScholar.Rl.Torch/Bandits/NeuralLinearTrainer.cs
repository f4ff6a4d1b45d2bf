using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Trains the network that predicts each action's reward, by mean squared error on replayed rewards of the chosen actions, in seeded batches.</summary>
internal static class NeuralLinearTrainer
{
    /// <param name="network">Where to start; null, or of another input width or fewer outputs, for fresh weights where there are none.</param>
    /// <param name="replay">The rewards.</param>
    /// <param name="inputWidth">The widest context.</param>
    /// <param name="actions">How many actions there are.</param>
    /// <param name="options">The settings.</param>
    /// <param name="random">Of weights and batches.</param>
    /// <param name="device">Where to train.</param>
    /// <param name="cancellationToken">Ends training at its next step.</param>
    public static PerceptronWeights Train(
        PerceptronWeights? network, ReplayBuffer.Replay[] replay, int inputWidth, int actions, NeuralLinearOptions options, Random random, torch.Device device, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        var start = Widen(network, inputWidth, actions, options, random);
        var tensors = PerceptronTensors.From(start, device);
        var optimizer = new AdamSteps(tensors.Weights, options.LearningRate);
        var size = Math.Min(options.BatchSize, replay.Length);
        for (var step = 0; step < options.TrainingSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var inner = torch.NewDisposeScope();
            var (contexts, chosen, rewards) = (new float[size * inputWidth], new long[size], new float[size]);
            for (var i = 0; i < size; i++)
            {
                var one = replay[random.Next(replay.Length)];
                one.Context.CopyTo(contexts, i * inputWidth);
                (chosen[i], rewards[i]) = (one.Action, one.Reward);
            }

            var outputs = tensors.Forward(torch.tensor(contexts, [size, inputWidth]).to(device)).gather(1, torch.tensor(chosen, [size, 1]).to(device));
            optimizer.Minimize(torch.nn.functional.mse_loss(outputs, torch.tensor(rewards, [size, 1]).to(device)));
        }

        var trained = tensors.Export();
        return trained.Matrices.Concat(trained.Biases).All(values => Array.TrueForAll(values, float.IsFinite))
            ? trained
            : throw new AdvancedRlException($"Training the neural-linear policy left the finite numbers; lower LearningRate ({options.LearningRate}).");
    }

    /// <summary>Keeps what is learnt when contexts grow wider or actions are added: new columns and rows start fresh.</summary>
    public static PerceptronWeights Widen(PerceptronWeights? network, int inputWidth, int actions, NeuralLinearOptions options, Random random)
    {
        if (network is not null && network.InputWidth == inputWidth && network.OutputWidth == actions)
            return network;
        int[] widths = [inputWidth, .. Enumerable.Repeat(options.HiddenWidth, options.HiddenLayers), actions];
        var fresh = PerceptronWeights.Create(widths, random);
        if (network is null || network.Layers != fresh.Layers || !network.Widths.AsSpan(1..^1).SequenceEqual(fresh.Widths.AsSpan(1..^1)))
            return fresh;
        for (var layer = 0; layer < fresh.Layers; layer++)
        {
            int columns = Math.Min(network.Widths[layer], widths[layer]), rows = Math.Min(network.Widths[layer + 1], widths[layer + 1]);
            for (var row = 0; row < rows; row++)
            {
                network.Matrices[layer].AsSpan(row * network.Widths[layer], columns).CopyTo(fresh.Matrices[layer].AsSpan(row * widths[layer]));
                fresh.Biases[layer][row] = network.Biases[layer][row];
            }
        }

        return fresh;
    }
}
