using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Reptile: Nichol, Achiam, Schulman, "On First-Order Meta-Learning Algorithms", 2018 (arXiv 1803.02999), algorithm 2. With W the weights after k steps of size a on a task's
/// examples, the way back, (start - W) / (a k), is the gradient that is given to Adam (section 2).
/// </summary>
internal static class ReptileStep
{
    /// <returns>The gradient of each weight and, last, of the items' vectors; and the loss on the task after adapting.</returns>
    public static (torch.Tensor[] Gradients, double Loss) Of(IReadOnlyList<torch.Tensor> weights, torch.Tensor? itemVectors, MetaBatch? support, MetaBatch queries, MetaNetworkOptions options)
    {
        var all = queries.With(support);
        torch.Tensor[] start = itemVectors is null ? [.. weights] : [.. weights, itemVectors];
        torch.Tensor[] current = [.. start.Select(tensor => tensor.detach().clone().requires_grad_(true))];
        var loss = 0.0;
        for (var step = 0; step < options.InnerSteps; step++)
        {
            var error = torch.nn.functional.mse_loss(PerceptronTensors.Forward(all.Inputs(itemVectors is null ? null : current[^1]), [.. current.Take(weights.Count)]), all.Answers);
            var gradients = torch.autograd.grad([error], current);
            using var none = torch.no_grad();
            for (var i = 0; i < current.Length; i++)
                current[i] = (current[i] - gradients[i].Times(options.InnerLearningRate)).detach().requires_grad_(true);
            loss = error.item<float>();
        }

        using var plain = torch.no_grad();
        return ([.. start.Select((tensor, i) => (tensor - current[i]).Over(options.InnerLearningRate * options.InnerSteps))], loss);
    }
}
