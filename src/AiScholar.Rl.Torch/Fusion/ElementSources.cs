using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>What an integrator joins: the sources of n elements in one width h, rows of zeros where a source is missing.</summary>
/// <param name="Text">The paragraphs [n, h].</param>
/// <param name="Inner">The words inside [n, h].</param>
/// <param name="Places">The picture's 4 x 4 places [n, 16, h].</param>
/// <param name="Layout">Layout and picture statistics [n, h].</param>
/// <param name="Has">1 where paragraphs, words inside, a picture, a layout are there, else 0 [n, 4].</param>
internal readonly record struct ElementSources(torch.Tensor Text, torch.Tensor Inner, torch.Tensor Places, torch.Tensor Layout, torch.Tensor Has)
{
    public const int Count = 4;
    public const int PlaceCount = 16;

    /// <summary>[n, 4, h]: one vector a source, the picture's being the mean of its places.</summary>
    public torch.Tensor Stacked() => torch.stack([Text, Inner, Places.mean([1]), Layout], 1);
}
