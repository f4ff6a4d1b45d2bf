using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Meta-learns a start from tasks: draws tasks, averages their <see cref="ReptileStep"/>s, <see cref="MamlStep"/>s or <see cref="AnilStep"/>s, and gives them to Adam. The same seed gives the same weights on the CPU.</summary>
internal static class MetaNetworkTrainer
{
    public static MetaNetworkState Train(MetaNetworkState state, MetaDataset data, MetaAlgorithm algorithm, MetaNetworkOptions options, Random random, torch.Device device, CancellationToken cancellationToken)
    {
        using var scope = torch.NewDisposeScope();
        var network = PerceptronTensors.From(state.Start, device);
        var vectors = state.ItemWidth == 0 ? null : PerceptronTensors.Leaf(state.ItemVectors, [state.Items.Count + 1, state.ItemWidth], device);
        var optimizer = new AdamSteps(vectors is null ? network.Weights : [.. network.Weights, vectors], options.OuterLearningRate);
        for (var step = 0; step < options.MetaSteps; step++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var inner = torch.NewDisposeScope();
            torch.Tensor[]? sum = null;
            for (var task = 0; task < options.TasksPerStep; task++)
            {
                var (support, queries) = data.Draw(random, options.MaximumSupport, options.Queries, device);
                var (gradients, loss) = algorithm switch
                {
                    MetaAlgorithm.Reptile => ReptileStep.Of(network.Weights, vectors, support, queries, options),
                    MetaAlgorithm.Maml => MamlStep.Of(network.Weights, vectors, support, queries, options),
                    _ => AnilStep.Of(network.Weights, vectors, support, queries, options),
                };
                if (!double.IsFinite(loss))
                    throw new AdvancedRlException($"Meta-training left the finite numbers in step {step + 1}; lower MetaLearning:InnerLearningRate ({options.InnerLearningRate}) or OuterLearningRate ({options.OuterLearningRate}).");
                sum = sum is null ? gradients : [.. sum.Zip(gradients, (left, right) => left + right)];
            }

            optimizer.Step([.. sum!.Select(gradient => gradient.detach().Over(options.TasksPerStep))]);
        }

        return state with { Start = network.Export(), ItemVectors = vectors is null ? state.ItemVectors : WithUnknown(PerceptronTensors.ToArray(vectors), state.ItemWidth) };
    }

    /// <summary>An item that is not known has the vector 0, whatever training did.</summary>
    private static float[] WithUnknown(float[] vectors, int width)
    {
        vectors.AsSpan(0, width).Clear();
        return vectors;
    }
}
