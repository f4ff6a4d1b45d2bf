using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Adapting to a support: gradient steps on the mean squared error, from copies of the weights.</summary>
internal static class InnerLoop
{
    /// <param name="weights">Where to start; they stay as they are.</param>
    /// <param name="inputs">[n, d].</param>
    /// <param name="answers">[n, 1].</param>
    /// <param name="steps">How many steps.</param>
    /// <param name="learningRate">Their size.</param>
    /// <param name="headOnly">Whether the last layer alone moves.</param>
    /// <returns>The adapted weights; those that did not move are the given ones.</returns>
    public static torch.Tensor[] Adapt(IReadOnlyList<torch.Tensor> weights, torch.Tensor inputs, torch.Tensor answers, int steps, double learningRate, bool headOnly)
    {
        var fixedCount = headOnly ? weights.Count - 2 : 0;
        torch.Tensor[] current = [.. weights.Take(fixedCount), .. weights.Skip(fixedCount).Select(Leaf)];
        for (var step = 0; step < steps; step++)
        {
            var loss = torch.nn.functional.mse_loss(PerceptronTensors.Forward(inputs, current), answers);
            var gradients = torch.autograd.grad([loss], [.. current.Skip(fixedCount)]);
            using var none = torch.no_grad();
            for (var i = fixedCount; i < current.Length; i++)
                current[i] = Leaf(current[i] - gradients[i - fixedCount].Times(learningRate));
        }

        return current;
    }

    private static torch.Tensor Leaf(torch.Tensor tensor) => tensor.detach().clone().requires_grad_(true);
}
