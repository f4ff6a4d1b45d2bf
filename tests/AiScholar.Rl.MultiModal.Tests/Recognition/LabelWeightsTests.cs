namespace AiScholar.Rl.MultiModal.Tests.Recognition;

[Trait("Category", "Unit")]
public sealed class LabelWeightsTests
{
    [Fact]
    public void Default_Ships() => Assert.Equal(LabelLayer.All.Count, LabelWeights.Default.Kernels.Length);

    [Fact]
    public void Read_WrittenWeights_AreTheSameInHalfPrecision()
    {
        var random = new Random(3);
        (float[] Kernel, float[] Bias)[] layers = [.. LabelLayer.All.Select(layer => (Numbers(random, layer.Weights), Numbers(random, layer.Outputs)))];

        LabelWeights weights = LabelWeights.Read(LabelWeights.Write(layers));

        for (int i = 0; i < layers.Length; i++)
        {
            Assert.Equal(layers[i].Kernel.Select(value => (float)(Half)value), weights.Kernels[i]);
            Assert.Equal(layers[i].Bias.Select(value => (float)(Half)value), weights.Biases[i]);
        }
    }

    [Fact]
    public void Read_OtherBytes_SaysWhatIsWanted()
    {
        InvalidDataException exception = Assert.Throws<InvalidDataException>(() => LabelWeights.Read("ALR1 and no more"u8));

        Assert.Contains("ALR1", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Forward_EachStep_IsADistribution()
    {
        var line = new InkPlane(40, LabelNormalizer.Height);
        for (int y = 6; y < 26; y++)
            line.Row(y)[18..22].Fill(1);

        float[][] steps = LabelNetwork.Forward(LabelWeights.Default, line);

        Assert.Equal(20, steps.Length);
        Assert.All(steps, step => Assert.Equal(1, step.Sum(value => Math.Exp(value)), 1e-3));
    }

    private static float[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (random.NextSingle() * 2) - 1)];
}
