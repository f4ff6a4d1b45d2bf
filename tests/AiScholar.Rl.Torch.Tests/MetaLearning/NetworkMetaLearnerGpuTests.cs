namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Gpu")]
public sealed class NetworkMetaLearnerGpuTests
{
    [Fact]
    public async Task AdaptAsync_OnCuda_TenAnswersBeatNone()
    {
        using var learner = MetaTasks.Learner(MetaAlgorithm.Maml, runtime: TestRuntime.CudaOrSkip());
        await learner.MetaTrainAsync(MetaTasks.Sinusoids(200, 30, 1), TestContext.Current.CancellationToken);
        var fresh = MetaTasks.Sinusoids(30, 40, 2);

        Assert.True(await MetaTasks.ErrorAsync(learner, fresh, 10) < 0.75 * await MetaTasks.ErrorAsync(learner, fresh, 0));
    }
}
