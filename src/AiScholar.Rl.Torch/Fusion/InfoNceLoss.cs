using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Symmetric InfoNCE: van den Oord, Li, Vinyals, "Representation Learning with Contrastive Predictive Coding", 2018 (arXiv 1807.03748), equation 4, with
/// cosine similarity, a temperature t and the other rows of the batch as negatives, in both directions as in Radford et al., "Learning
/// Transferable Visual Models From Natural Language Supervision", 2021 (figure 3):
/// <code>
/// s_ij = cos(a_i, p_j) / t      L = -1/2n sum_i [ log softmax_j(s_ij)_i + log softmax_j(s_ji)_i ]
/// </code>
/// </summary>
internal static class InfoNceLoss
{
    /// <summary>The similarities s [n, n] of anchors and positives, both [n, d].</summary>
    public static torch.Tensor Similarities(torch.Tensor anchors, torch.Tensor positives, double temperature) =>
        torch.nn.functional.normalize(anchors, p: 2, dim: 1).matmul(torch.nn.functional.normalize(positives, p: 2, dim: 1).t()).Over(temperature);

    /// <summary>The loss of similarities [n, n], a single number.</summary>
    public static torch.Tensor Of(torch.Tensor similarities)
    {
        var targets = torch.arange(similarities.shape[0], dtype: torch.int64, device: similarities.device);
        return (torch.nn.functional.cross_entropy(similarities, targets) + torch.nn.functional.cross_entropy(similarities.t(), targets)).Over(2);
    }
}
