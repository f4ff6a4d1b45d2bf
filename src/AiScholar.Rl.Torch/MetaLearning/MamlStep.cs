using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// First-order MAML: Finn, Abbeel, Levine, "Model-Agnostic Meta-Learning", 2017 (arXiv 1703.03400), algorithm 1 and section 5.2: the gradient of the queries' loss at the adapted
/// weights is taken for that at the start./// </summary>
internal static class MamlStep
{
    /// <returns>The gradient of each weight and, last, of the items' vectors; and the queries' loss.</returns>
    public static (torch.Tensor[] Gradients, double Loss) Of(
        IReadOnlyList<torch.Tensor> weights, torch.Tensor? itemVectors, MetaBatch? support, MetaBatch queries, MetaNetworkOptions options)
    {
        IReadOnlyList<torch.Tensor> adapted = weights;
        if (support is not null)
            adapted = InnerLoop.Adapt(weights, support.Inputs(itemVectors).detach(), support.Answers, options.InnerSteps, options.InnerLearningRate, headOnly: false);
        var loss = torch.nn.functional.mse_loss(PerceptronTensors.Forward(queries.Inputs(itemVectors), adapted), queries.Answers);
        torch.Tensor[] sources = itemVectors is null ? [.. adapted] : [.. adapted, itemVectors];
        return ([.. torch.autograd.grad([loss], sources)], loss.item<float>());
    }
}
