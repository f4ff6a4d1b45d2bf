using Microsoft.Extensions.Options;

namespace AiScholar.Rl.Torch.Tests;

internal static class FusionModels
{
    public static GatedFusionModel Create(int dimension = 16, long seed = 0, int maximumWidths = 16, int maximumInputWidth = 1024, ITorchRuntime? runtime = null) => new(
        runtime ?? TestRuntime.Cpu,
        Options.Create(new GatedFusionOptions { Dimension = dimension, Seed = seed, MaximumWidths = maximumWidths, MaximumInputWidth = maximumInputWidth }),
        Options.Create(new TorchOptions()));

    public static FusionSample Sample(int seed, int textWidth = 12, int visualWidth = 8)
    {
        var random = new Random(seed);
        return new FusionSample { Text = Vector(random, textWidth), Visual = Vector(random, visualWidth) };
    }

    private static float[] Vector(Random random, int width) => [.. Enumerable.Range(0, width).Select(_ => (float)((2 * random.NextDouble()) - 1))];
}
