using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Cross-entropy over all actions, with its gradient in closed form, softmax minus one-hot: chunk by chunk, so that memory does not grow with the batch.
/// </summary>
internal static class FullSoftmaxLoss
{
    private const int ChunkNumbers = 1 << 20;
    private const float Smallest = 1e-37f;

    /// <summary>The mean loss and its gradients.</summary>
    /// <param name="hidden">[positions, width].</param>
    /// <param name="table">[actions, width].</param>
    /// <param name="bias">[actions].</param>
    /// <param name="targets">[positions].</param>
    /// <param name="reduced">Whether products are in bfloat16.</param>
    public static (double Loss, torch.Tensor Hidden, torch.Tensor Table, torch.Tensor Bias) Compute(torch.Tensor hidden, torch.Tensor table, torch.Tensor bias, torch.Tensor targets, bool reduced)
    {
        using var gradients = torch.no_grad();
        var (positions, actions) = (hidden.shape[0], table.shape[0]);
        var (hiddenGradient, tableGradient, biasGradient) = (torch.empty_like(hidden), torch.zeros_like(table), torch.zeros_like(bias));
        using Scalar smallest = Smallest;
        var type = reduced ? torch.bfloat16 : torch.float32;
        var (inputs, outputs) = (hidden.to(type), table.to(type));
        var (loss, chunk) = (0.0, Math.Max(1, ChunkNumbers / actions));
        for (long start = 0; start < positions; start += chunk)
        {
            using var scope = torch.NewDisposeScope();
            var count = Math.Min(chunk, positions - start);
            var (part, target) = (inputs.narrow(0, start, count), targets.narrow(0, start, count).unsqueeze(1));
            var error = part.matmul(outputs.t()).to(torch.float32).add(bias).softmax(1);
            loss -= error.gather(1, target).clamp_min(smallest).log().sum().item<float>();
            error.scatter_add_(1, target, torch.full(target.shape, -1f, device: error.device));
            biasGradient.add_(error.sum(dim: 0)); // a bare 0 would be taken for the element type
            error = error.to(type);
            hiddenGradient.narrow(0, start, count).copy_(error.matmul(outputs));
            tableGradient.add_(error.t().matmul(part));
        }

        using Scalar all = positions;
        return (loss / positions, hiddenGradient.div_(all), tableGradient.div_(all), biasGradient.div_(all));
    }
}
