namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Unit")]
public sealed class DeviceSelectionTests
{
    [Theory]
    [InlineData("cpu", 2, null)]
    [InlineData("auto", 0, null)]
    [InlineData("auto", 2, 0)]
    [InlineData("AUTO", 1, 0)]
    [InlineData("cuda", 1, 0)]
    [InlineData("cuda:1", 2, 1)]
    [InlineData("CUDA:0", 1, 0)]
    public void Resolve_KnownDevice_GivesItsIndex(string setting, int cudaDevices, int? expected) => Assert.Equal(expected, DeviceSelection.Resolve(setting, cudaDevices));

    [Theory]
    [InlineData("cuda", 0, "no CUDA device")]
    [InlineData("cuda:2", 2, "2 CUDA device(s)")]
    public void Resolve_AbsentDevice_SaysWhatThereIs(string setting, int cudaDevices, string expected)
    {
        var exception = Assert.Throws<TorchException>(() => DeviceSelection.Resolve(setting, cudaDevices));

        Assert.Equal(AdvancedRlErrorCode.DeviceUnavailable, exception.ErrorCode);
        Assert.Contains(expected, exception.Message, StringComparison.Ordinal);
        Assert.Contains($"'{setting}'", exception.Message, StringComparison.Ordinal);
    }
}
