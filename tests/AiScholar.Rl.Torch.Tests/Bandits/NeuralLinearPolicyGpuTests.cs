namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Gpu")]
public sealed class NeuralLinearPolicyGpuTests
{
    [Fact]
    public void Learn_XorOnCuda_IsLearnt()
    {
        using var policy = XorTask.Policy(runtime: TestRuntime.CudaOrSkip());

        Assert.InRange(XorTask.Run(policy, 1000, 1), 0.85, 1);
    }
}
