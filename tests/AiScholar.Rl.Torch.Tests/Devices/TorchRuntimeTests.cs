using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class TorchRuntimeTests
{
    [Fact]
    public void Description_OnTheCpu_SaysWhatItRunsOn()
    {
        var description = TestRuntime.Cpu.Description;

        Assert.Equal("cpu", description.Device);
        Assert.StartsWith("2.10", description.LibtorchVersion, StringComparison.Ordinal);
        Assert.StartsWith("0.107", description.TorchSharpVersion, StringComparison.Ordinal);
        Assert.True(description.Threads >= 1);
        Assert.Equal(NativeBootstrap.Ensure(null).Loading, description.NativeLoading);
    }

    [Fact]
    public void Device_ManyThreads_LoadsAndLogsOnce()
    {
        var logger = new FakeLogger<TorchRuntime>();
        var runtime = new TorchRuntime(Options.Create(new TorchOptions { Device = "cpu" }), logger);

        Parallel.For(0, 16, _ => Assert.Equal(DeviceType.CPU, runtime.Device.type));

        var record = Assert.Single(logger.Collector.GetSnapshot());
        Assert.Equal(LogLevel.Information, record.Level);
    }

    [Fact]
    public void Device_CudaWithoutOne_IsTheDeviceError()
    {
        Assert.SkipWhen(TestRuntime.Cpu.Description.CudaDeviceCount > 0, "This machine has a CUDA device.");

        var exception = Assert.Throws<TorchException>(() => TestRuntime.Create("cuda").Device);
        Assert.Equal(AdvancedRlErrorCode.DeviceUnavailable, exception.ErrorCode);
    }

    [Fact]
    public void CreateGenerator_SameSeed_SameNumbersWhateverTheGlobalSeed()
    {
        // Loads libtorch before the first use of TorchSharp, whichever test comes first.
        _ = TestRuntime.Cpu.Device;
        float[] Draw(long seed, long globalSeed)
        {
            using var scope = torch.NewDisposeScope();
            torch.manual_seed(globalSeed);
            using var generator = TestRuntime.Cpu.CreateGenerator(seed);
            return torch.empty(8).uniform_(0, 1, generator).data<float>().ToArray();
        }

        Assert.Equal(Draw(7, 1), Draw(7, 2));
        Assert.NotEqual(Draw(7, 1), Draw(8, 1));
    }
}
