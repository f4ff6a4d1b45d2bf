using System.Runtime.InteropServices;
using TorchSharp;

namespace AiScholar.Rl.Torch.Tests;

[Trait("Category", "Integration")]
public sealed class NativeBootstrapTests
{
    [Fact]
    public void Ensure_OnLinux_CuresExactlyWhereTheSystemLacksTheMarkersVersion()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The cure concerns Linux only; elsewhere TorchSharp's own path is taken.");
        var library = NativeFiles.Find(NativeFiles.ApplicationFolders(), NativeFiles.TorchSharpLibrary);
        Assert.NotNull(library);

        var outcome = NativeBootstrap.Ensure(null);

        Assert.Equal(!SystemHasTheVersion(), outcome.Loading == TorchNativeLoading.VersionNeedWeakened);
        Assert.Equal(SystemHasTheVersion(), NativeLibrary.TryLoad(library, out _));
        Assert.Equal(6f, TensorSum());
    }

    [Fact]
    public void Ensure_ManyThreads_LoadsOnce()
    {
        var outcomes = new NativeOutcome[16];
        Parallel.For(0, outcomes.Length, i => outcomes[i] = NativeBootstrap.Ensure(null));

        Assert.All(outcomes, outcome => Assert.Same(outcomes[0], outcome));
    }

    [Fact]
    public void Ensure_AnotherPathAfterTheFirst_SaysThatAProcessLoadsOnce()
    {
        NativeBootstrap.Ensure(null);

        var exception = Assert.Throws<TorchException>(() => NativeBootstrap.Ensure(Path.GetTempPath()));
        Assert.Contains("already loaded libtorch", exception.Message, StringComparison.Ordinal);
        Assert.Equal(AdvancedRlErrorCode.NativeLibraryUnavailable, exception.ErrorCode);
    }

    [Fact]
    public void TryApply_TorchSharpsOwnLibrary_ChangesOneByteOfACopy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The library is an ELF file on Linux only.");
        var library = NativeFiles.Find(NativeFiles.ApplicationFolders(), NativeFiles.TorchSharpLibrary);
        Assert.NotNull(library);
        var original = File.ReadAllBytes(library);
        var cured = (byte[])original.Clone();

        Assert.True(VersionFlagCure.TryApply(cured));
        Assert.Equal(1, original.Zip(cured).Count(pair => pair.First != pair.Second));
        Assert.Equal(original, File.ReadAllBytes(library));
    }

    private static float TensorSum()
    {
        using var scope = torch.NewDisposeScope();
        return torch.ones(2, 3).sum().item<float>();
    }

    /// <summary>Whether the libstdc++ that this process uses defines the version, read from its bytes.</summary>
    private static bool SystemHasTheVersion()
    {
        var path = File.ReadLines("/proc/self/maps").Select(line => line.Split(' ')[^1]).First(name => name.Contains("libstdc++.so", StringComparison.Ordinal));
        return File.ReadAllBytes(path).AsSpan().IndexOf("GLIBCXX_3.4.32\0"u8) >= 0;
    }
}
