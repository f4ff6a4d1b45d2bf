using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Examples of one task as tensors.</summary>
/// <param name="Features">[n, d].</param>
/// <param name="Items">Rows of the items' vectors [n].</param>
/// <param name="Answers">[n, 1].</param>
internal sealed record MetaBatch(torch.Tensor Features, torch.Tensor Items, torch.Tensor Answers)
{
    /// <summary>The network's inputs [n, d + item width].</summary>
    public torch.Tensor Inputs(torch.Tensor? itemVectors) => itemVectors is null ? Features : torch.cat([Features, itemVectors.index_select(0, Items)], 1);

    /// <summary>Both, one after the other.</summary>
    public MetaBatch With(MetaBatch? other) =>
        other is null ? this : new MetaBatch(torch.cat([Features, other.Features], 0), torch.cat([Items, other.Items], 0), torch.cat([Answers, other.Answers], 0));
}
