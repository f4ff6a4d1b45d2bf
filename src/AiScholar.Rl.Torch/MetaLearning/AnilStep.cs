using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// ANIL: Raghu, Raghu, Bengio, Vinyals, "Rapid Learning or Feature Reuse? Towards Understanding the Effectiveness of MAML", 2020 (arXiv 1909.09157), section 4. Only the head is adapted
/// in the inner loop; its steps are differentiated through, so that the body learns features on which a few steps of the head go far.
/// </summary>
internal static class AnilStep
{
    /// <returns>The gradient of each weight and, last, of the items' vectors; and the queries' loss.</returns>
    public static (torch.Tensor[] Gradients, double Loss) Of(IReadOnlyList<torch.Tensor> weights, torch.Tensor? itemVectors, MetaBatch? support, MetaBatch queries, MetaNetworkOptions options)
    {
        torch.Tensor matrix = weights[^2], bias = weights[^1];
        if (support is not null)
        {
            var features = Features(support.Inputs(itemVectors), weights);
            for (var step = 0; step < options.InnerSteps; step++)
            {
                var error = torch.nn.functional.mse_loss(torch.nn.functional.linear(features, matrix, bias), support.Answers);
                var slopes = torch.autograd.grad([error], [matrix, bias], retain_graph: true, create_graph: true);
                (matrix, bias) = (matrix - slopes[0].Times(options.InnerLearningRate), bias - slopes[1].Times(options.InnerLearningRate));
            }
        }

        var loss = torch.nn.functional.mse_loss(torch.nn.functional.linear(Features(queries.Inputs(itemVectors), weights), matrix, bias), queries.Answers);
        torch.Tensor[] sources = itemVectors is null ? [.. weights] : [.. weights, itemVectors];
        return ([.. torch.autograd.grad([loss], sources)], loss.item<float>());
    }

    private static torch.Tensor Features(torch.Tensor inputs, IReadOnlyList<torch.Tensor> weights) =>
        weights.Count == 2 ? inputs : PerceptronTensors.Forward(inputs, [.. weights.Take(weights.Count - 2)]).relu();
}
