using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>Samples as tensors; a part that no sample of the model has is null.</summary>
/// <param name="Text">Text vectors [n, d_t].</param>
/// <param name="Visual">Visual vectors [n, d_v].</param>
/// <param name="HasText">1 where the text is there, else 0 [n, 1].</param>
/// <param name="HasVisual">1 where elements are there, else 0 [n, 1].</param>
internal readonly record struct FusionBatch(torch.Tensor? Text, torch.Tensor? Visual, torch.Tensor? HasText, torch.Tensor? HasVisual)
{
    /// <summary>The rows at <paramref name="indices"/>.</summary>
    public FusionBatch Rows(torch.Tensor indices) =>
        new(Text?.index_select(0, indices), Visual?.index_select(0, indices), HasText?.index_select(0, indices), HasVisual?.index_select(0, indices));

    /// <summary>The same samples with parts hidden where a mask [n, 1] holds 0; needs both parts.</summary>
    public FusionBatch Hide(torch.Tensor keepText, torch.Tensor keepVisual) =>
        new(Text! * keepText, Visual! * keepVisual, HasText! * keepText, HasVisual! * keepVisual);
}
