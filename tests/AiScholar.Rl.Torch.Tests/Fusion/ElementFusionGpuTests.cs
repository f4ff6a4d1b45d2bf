namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Gpu")]
public sealed class ElementFusionGpuTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(FusionIntegratorKind.Gated)]
    [InlineData(FusionIntegratorKind.CrossAttention)]
    [InlineData(FusionIntegratorKind.LowRank)]
    public async Task Encode_OnCuda_AgreesWithTheCpu(FusionIntegratorKind kind)
    {
        using var gpu = ElementTasks.Create(kind, runtime: TestRuntime.CudaOrSkip());
        using var cpu = ElementTasks.Create(kind);
        ElementView[] views = [.. Enumerable.Range(0, 20).Select(ElementTasks.Whole)];

        var (expected, actual) = (await cpu.EncodeAsync(views, Token), await gpu.EncodeAsync(views, Token));

        Assert.All(expected.Zip(actual), pair => Assert.Equal(ElementTasks.Inner(pair.First.Vector, pair.First.Vector), ElementTasks.Inner(pair.First.Vector, pair.Second.Vector), 1e-2));
    }

    [Fact]
    public async Task Train_OnCuda_FindsThePictures()
    {
        using var model = ElementTasks.Create(runtime: TestRuntime.CudaOrSkip());

        await model.TrainAsync(
            ElementTasks.Stripes(ElementTasks.Kinds * 4, 1),
            new ElementTrainingOptions { Epochs = 40, BatchSize = ElementTasks.Kinds, LearningRate = 5e-3, ValidationFraction = 0, Patience = 40, Seed = 1 }, cancellationToken: Token);

        Assert.InRange(await ElementTasks.AccuracyAsync(model, ElementTasks.Stripes(ElementTasks.Kinds, 2), Token), 0.85, 1);
    }
}
