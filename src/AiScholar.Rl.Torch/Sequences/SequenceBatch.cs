using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// Sequences side by side, padded at their ends: what is real never attends to padding in a causal network, so that no mask is needed.
/// Tensors belong to the caller's dispose scope.
/// </summary>
internal sealed record SequenceBatch
{
    /// <summary>[rows, length]: the actions; 0 where padded.</summary>
    public required torch.Tensor Actions { get; init; }

    /// <summary>[rows, length]: how many actions lie between this one and the last, as in the paper's left padding; 0 where padded.</summary>
    public required torch.Tensor Positions { get; init; }

    /// <summary>[rows, length]: the bucket of the time since the action before; null without timestamps.</summary>
    public torch.Tensor? Gaps { get; init; }

    /// <summary>[rows, features]: the weights of the person's features; null without.</summary>
    public torch.Tensor? UserFeatures { get; init; }
}
