using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

internal static class TestRuntime
{
    /// <summary>One runtime on the CPU for the tests that do not test the runtime itself.</summary>
    public static ITorchRuntime Cpu { get; } = Create("cpu");

    public static ITorchRuntime Create(string device) => new TorchRuntime(Options.Create(new TorchOptions { Device = device }), NullLogger<TorchRuntime>.Instance);

    /// <summary>Skips the test, with the reason, when this process sees no CUDA device.</summary>
    public static ITorchRuntime CudaOrSkip()
    {
        Assert.SkipUnless(Cpu.Description.CudaDeviceCount > 0, "No CUDA device: libtorch is a CPU build or the driver is absent.");
        return Create("cuda");
    }
}
