using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>A batch of n transitions with states of width d and k actions.</summary>
/// <param name="States">[n, d].</param>
/// <param name="Actions">[n, 1].</param>
/// <param name="Rewards">[n, 1].</param>
/// <param name="NextStates">[n, d].</param>
/// <param name="Continues">0 after the last step, else 1 [n, 1].</param>
/// <param name="Mask">0 for available actions, else a large negative number [n, k].</param>
/// <param name="NextMask">The same in the next state [n, k].</param>
/// <param name="Rows">Which transitions they are.</param>
internal sealed record TransitionBatch(
    torch.Tensor States, torch.Tensor Actions, torch.Tensor Rewards, torch.Tensor NextStates, torch.Tensor Continues, torch.Tensor Mask, torch.Tensor NextMask, int[] Rows);
