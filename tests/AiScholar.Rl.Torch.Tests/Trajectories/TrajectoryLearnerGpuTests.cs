namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Gpu")]
public sealed class TrajectoryLearnerGpuTests
{
    [Fact]
    public async Task LearnAndEvaluate_OnCuda_AgreeWithDynamicProgramming()
    {
        var learner = ChainTask.Learner(TestRuntime.CudaOrSkip());
        var log = ChainTask.Log(600, 0.5, 2);

        var policy = await learner.LearnAsync(log, ChainTask.Fast(), TestContext.Current.CancellationToken);
        var found = await learner.EvaluateAsync(log, ChainTask.Policy(0.8), ChainTask.Fast(), TestContext.Current.CancellationToken);

        Assert.Equal(1, policy.GetBestAction(ChainTask.State(2)));
        Assert.Equal(ChainTask.Value(0.8), found.FittedQ, 0.05);
    }
}
