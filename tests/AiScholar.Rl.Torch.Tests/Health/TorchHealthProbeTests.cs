using NSubstitute;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
[Collection(LiveTensorTests.Name)]
public sealed class TorchHealthProbeTests
{
    [Fact]
    public async Task CheckAsync_WorkingCore_IsHealthyAndLeavesNoTensor()
    {
        var probe = new TorchHealthProbe(TestRuntime.Cpu);
        await probe.CheckAsync(TestContext.Current.CancellationToken);
        var before = LiveTensors.Count();

        var health = await probe.CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthState.Healthy, health.State);
        Assert.Equal("torch", health.Component);
        Assert.Empty(health.Issues);
        Assert.Equal(before, LiveTensors.Count());
    }

    [Fact]
    public async Task CheckAsync_NoLibtorch_IsUnhealthyAndSaysWhatToAdd()
    {
        var runtime = Substitute.For<ITorchRuntime>();
        runtime.Description.Returns(_ => throw NativeFailure.Explain("libLibTorchSharp.so", "libtorch.so: cannot open shared object file: No such file or directory"));

        var health = await new TorchHealthProbe(runtime).CheckAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthState.Unhealthy, health.State);
        Assert.Contains("libtorch-cpu-linux-x64", Assert.Single(health.Issues), StringComparison.Ordinal);
    }
}
