using TorchSharp;

namespace AiScholar.Rl.Torch;

/// <summary>
/// The picture's network: a convolution and three depthwise separable ones (Howard et al., "MobileNets", 2017, section 3.1), each halving the picture: [n, 3, 64, 64] to sixteen places [n, 16, h].
/// About 8,000 weights.
/// </summary>
internal static class PictureNetwork
{
    private static readonly int[] Channels = [16, 32, 64, ElementWeights.Hidden];

    public static void Initialize(ElementWeights weights)
    {
        weights.Normal("picture.0", Math.Sqrt(2.0 / 27), Channels[0], 3, 3, 3);
        weights.Zero("picture.0.bias", Channels[0]);
        for (var layer = 1; layer < Channels.Length; layer++)
        {
            weights.Normal($"picture.{layer}.depth", Math.Sqrt(1.0 / 9), Channels[layer - 1], 1, 3, 3);
            weights.Normal($"picture.{layer}", Math.Sqrt(2.0 / Channels[layer - 1]), Channels[layer], Channels[layer - 1], 1, 1);
            weights.Zero($"picture.{layer}.bias", Channels[layer]);
        }

        weights.Normal("picture.place", 0.02, ElementSources.PlaceCount, ElementWeights.Hidden);
    }

    public static torch.Tensor Run(ElementWeights weights, torch.Tensor pictures)
    {
        var x = torch.nn.functional.conv2d(pictures, weights["picture.0"], weights["picture.0.bias"], strides: [2, 2], padding: [1, 1]).relu();
        for (var layer = 1; layer < Channels.Length; layer++)
        {
            x = torch.nn.functional.conv2d(x, weights[$"picture.{layer}.depth"], strides: [2, 2], padding: [1, 1], groups: Channels[layer - 1]);
            x = torch.nn.functional.conv2d(x, weights[$"picture.{layer}"], weights[$"picture.{layer}.bias"]);
            if (layer + 1 < Channels.Length)
                x = x.relu();
        }

        return ElementWeights.Normalize(x.flatten(2).transpose(1, 2) + weights["picture.place"]);
    }
}
