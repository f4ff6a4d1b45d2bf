namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Gpu")]
public sealed class GatedFusionGpuTests
{
    [Fact]
    public void Fuse_OnCuda_AgreesWithTheCpu()
    {
        using var gpu = FusionModels.Create(runtime: TestRuntime.CudaOrSkip());
        using var cpu = FusionModels.Create();

        foreach (var sample in Enumerable.Range(0, 20).Select(i => FusionModels.Sample(i)))
        {
            var (expected, actual) = (cpu.Fuse(sample), gpu.Fuse(sample));
            Assert.All(expected.Vector.ToArray().Zip(actual.Vector.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-3f));
        }
    }

    [Fact]
    public async Task Train_OnCuda_Learns()
    {
        using var model = FusionModels.Create(dimension: 32, runtime: TestRuntime.CudaOrSkip());

        await model.TrainAsync(FusionTasks.TextToVisual(512, 1), new FusionTrainingOptions { Epochs = 60, BatchSize = 32, LearningRate = 5e-3 }, cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(FusionTasks.Accuracy(model, FusionTasks.TextToVisual(64, 2)), 0.8, 1);
    }
}
